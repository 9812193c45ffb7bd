"""Words and forms that pages about accounts need."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from django import template
from django.forms import BaseForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

# The first that fits wins: browsers name each other in their own names.
BROWSERS = (
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)

# What allauth's forms ask, in our words: (label, help).
WORDS: dict[str, tuple[Any, Any]] = {
    "email": (gettext_lazy("E-mailadres"), ""),
    "login": (gettext_lazy("E-mailadres"), ""),
    "password": (gettext_lazy("Wachtwoord"), ""),
    "oldpassword": (gettext_lazy("Het wachtwoord dat je nu hebt"), ""),
    "password1": (gettext_lazy("Nieuw wachtwoord"), gettext_lazy("Minstens 12 tekens.")),
    "password2": (gettext_lazy("Nieuw wachtwoord, nog een keer"), ""),
    "code": (gettext_lazy("Code"), ""),
    "name": (gettext_lazy("Naam"), ""),
    "passwordless": (
        gettext_lazy("Hiermee log ik in zonder code per mail"),
        gettext_lazy("Je apparaat vraagt dan om je vinger, je gezicht of je pincode."),
    ),
}


@register.simple_tag
def in_our_words(form: BaseForm) -> BaseForm:
    """The same form with our labels; and no text inside the boxes, which is gone when you need it."""
    for name, (label, hint) in WORDS.items():
        if name in form.fields:
            form.fields[name].label = label
            form.fields[name].help_text = hint
            form.fields[name].widget.attrs.pop("placeholder", None)
    if "passwordless" in form.fields:
        form.fields["passwordless"].initial = True
    return form


@register.simple_tag
def login_code_form() -> RequestLoginCodeForm:
    """The form that asks for a code, with ids of its own: a page may hold the password form too."""
    return RequestLoginCodeForm(auto_id="id_code_%s")


@register.filter
def device(user_agent: str) -> str:
    """What a person recognises ("Firefox op Windows") in what a browser says of itself."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("%(browser)s op %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("een apparaat dat we niet herkennen")
