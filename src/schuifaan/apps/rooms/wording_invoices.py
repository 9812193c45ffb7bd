"""How the lines of an invoice are put, and what its letters say; in the language that is on."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schuifaan.apps.places.models import ContactPerson
from schuifaan.apps.rooms.enums import InvoiceKind, TimeState
from schuifaan.apps.rooms.models import BookingTime, Invoice, Party
from schuifaan.apps.rooms.wording import when
from schuifaan.apps.rooms.wording_letters import Block, Section, Words, one_line
from schuifaan.apps.rooms.wording_prices import price_sentences
from schuifaan.core.letting.payee import spaced
from schuifaan.ui.speech import euros, spoken_day

LONGEST: Final = 240
# A year that no hire is in, so that the day is always said with its own.
NO_YEAR: Final = date(1900, 7, 1)
MISSING: Final = {
    "legal_name": gettext_lazy("de naam op de factuur"),
    "address": gettext_lazy("straat en nummer"),
    "iban": gettext_lazy("de IBAN"),
    "vat_number": gettext_lazy("het btw-nummer"),
}


def missing_words(names: list[str]) -> str:
    return ", ".join(str(MISSING[name]) for name in names)


def line_text(time: BookingTime) -> str:
    """Day, hours, room, and how the price came about."""
    parts = [f"{when(time.starts_at, time.ends_at, today=NO_YEAR)}, {one_line(time.room.name)}"]
    parts += [words for words, _cents in price_sentences(time.price_lines)]
    if time.state == TimeState.NO_SHOW:
        parts.append(_("Er kwam niemand"))
    said = ". ".join(parts)
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"


def exact(cents: int) -> str:
    """An amount as books have it: nothing is nought, not a gift."""
    return euros(cents) if cents else euros(1).replace("1", "0")


def paper_stayed_behind() -> str:
    """On top of a letter whose PDF could not be made."""
    return _("De PDF kon niet bij deze mail. Kijk op je eigen pagina, of vraag hem aan ons.")


# -- Letters --------------------------------------------------------------------------------------


def invoice_made(
    invoice: Invoice, party: Party, contact: ContactPerson | None, url: str, pay_url: str = ""
) -> Words:
    said = {"reference": one_line(invoice.reference), "place": one_line(invoice.place.name)}
    opening = (_("Je factuur is klaar. De PDF zit bij deze mail, en staat ook op je eigen pagina."),)
    return _letter(
        _("Factuur %(reference)s van %(place)s") % said,
        opening,
        invoice,
        party=party,
        contact=contact,
        url=url,
        pay_url=pay_url,
    )


def credit_made(
    invoice: Invoice, party: Party, contact: ContactPerson | None, url: str, pay_url: str = ""
) -> Words:
    said = {"reference": one_line(invoice.reference), "place": one_line(invoice.place.name)}
    before = one_line(invoice.credits.reference) if invoice.credits else ""
    opening = [_("Factuur %(before)s hoef je niet meer te betalen.") % {"before": before}]
    if invoice.status == "open":
        opening = [_("Factuur %(before)s is ingetrokken. Je krijgt je geld terug.") % {"before": before}]
    opening.append(_("De creditfactuur zit als PDF bij deze mail."))
    return _letter(
        _("Creditfactuur %(reference)s van %(place)s") % said,
        tuple(opening),
        invoice,
        party=party,
        contact=contact,
        url=url,
        pay_url=pay_url,
    )


def reminder(
    invoice: Invoice,
    party: Party,
    contact: ContactPerson | None,
    url: str,
    pay_url: str = "",
    *,
    today: date,
) -> Words:
    days = (today - invoice.due_on).days
    late = ngettext(
        "Deze factuur had gisteren betaald moeten zijn.",
        "Deze factuur had %(number)s dagen geleden betaald moeten zijn.",
        days,
    ) % {"number": days}
    opening = (
        late,
        _("Is je betaling al onderweg? Dan hoef je niets te doen."),
        _("De factuur zit nog eens als PDF bij deze mail."),
    )
    said = {"reference": one_line(invoice.reference)}
    return _letter(
        _("Herinnering: factuur %(reference)s") % said,
        opening,
        invoice,
        party=party,
        contact=contact,
        url=url,
        pay_url=pay_url,
    )


def _letter(
    subject: str,
    opening: tuple[str, ...],
    invoice: Invoice,
    *,
    party: Party,
    contact: ContactPerson | None,
    url: str,
    pay_url: str,
) -> Words:
    rows = [(_("Nummer"), one_line(invoice.reference)), (_("Bedrag"), exact(abs(invoice.total_cents)))]
    if invoice.kind == InvoiceKind.INVOICE:
        rows += [
            (_("Betalen voor of op"), spoken_day(invoice.due_on, today=NO_YEAR)),
            (_("Op rekening"), spaced(invoice.seller.get("iban", ""))),
            (_("Ten name van"), one_line(invoice.seller.get("name", ""))),
            (_("Schrijf erbij"), one_line(invoice.reference)),
        ]
    sections = [Section(_("De factuur"), (Block(rows=tuple(rows)),))]
    if pay_url:
        words = _("Betaal deze factuur online")
        sections.append(Section(_("Liever meteen betalen?"), (Block(words=words, url=pay_url),)))
    if url:
        link = Block(words=_("Jullie eigen pagina, met alle facturen"), url=url)
        sections.append(Section(_("Bekijken of bewaren"), (link,)))
    return Words(
        subject=subject,
        greeting=_("Dag %(name)s,") % {"name": one_line(party.contact_name or party.name)},
        opening=opening,
        sections=tuple(sections),
        closing=(*_asking(contact), one_line(invoice.place.name)),
    )


def _asking(contact: ContactPerson | None) -> list[str]:
    ways = [one_line(way) for way in (contact.phone, contact.email) if way] if contact else []
    return [_("Vragen? %(ways)s") % {"ways": ", ".join(ways)}] if ways else []
