"""Words and forms that pages about accounts need."""

from allauth.account.forms import RequestLoginCodeForm
from django import template
from django.utils.translation import gettext as _

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


@register.simple_tag
def login_code_form() -> RequestLoginCodeForm:
    """The form that asks for a code, with ids of its own: a page may hold the password form too."""
    return RequestLoginCodeForm(auto_id="id_code_%s")


@register.filter
def device(user_agent: str) -> str:
    """"Firefox op Windows": what a person recognises in what a browser says of itself."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("%(browser)s op %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("een apparaat dat we niet herkennen")
