"""What it costs: free, or an amount. Never a guess: somebody has to choose."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.prices import AmountField, amount_as_typed

FREE: Final = "free"
PAID: Final = "amount"


class PriceFields(forms.Form):
    price = forms.ChoiceField(
        label=_("Wat kost het?"),
        choices=[(FREE, _("Gratis")), (PAID, _("Een bedrag per keer"))],
        widget=forms.RadioSelect,
        required=False,
    )
    amount = AmountField(
        label=_("Hoeveel euro per keer?"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    # A draft may still be without a price; what people see may not.
    price_may_wait = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        price, amount = cleaned.get("price"), cleaned.get("amount")
        if not price and amount is not None:
            # Who writes an amount has said that it costs something.
            price = PAID
        if not price and not self.price_may_wait and "amount" not in self.errors:
            self.add_error("price", _("Kies of het gratis is of wat het kost. Zo weet iedereen het vooraf."))
        if price == PAID and amount is None and "amount" not in self.errors:
            self.add_error("amount", _("Schrijf het bedrag, zoals 3 of 2,50."))
        cleaned["cost_cents"] = 0 if price == FREE else amount
        return cleaned


def price_starting(cost_cents: int | None) -> dict[str, Any]:
    if cost_cents is None:
        return {}
    return {"price": FREE} if cost_cents == 0 else {"price": PAID, "amount": amount_as_typed(cost_cents)}
