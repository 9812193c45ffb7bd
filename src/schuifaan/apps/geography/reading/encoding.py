"""From bytes to text: UTF-8, or Windows-1252 when there is no doubt about it; otherwise a refusal."""

import codecs

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from schuifaan.apps.geography.reading.problems import FileUnreadable

MAX_BYTES = 200 * 1024 * 1024
# What Dutch names and table headings hold beside plain letters. Any other sign under Windows-1252 means
# that the guess is wrong: é of an old DOS file would read as ‚ and é of UTF-8 as Ã©.
_EXPECTED = frozenset("éèëêïíöóüúáàâäçñôîûÉÈËÏÖÓÜÁÄÇ’‘“”–—²³½€°·\xa0")


def decoded(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise FileUnreadable(_("Het bestand is groter dan 200 MB. Kies een kleiner bestand."))
    if not raw.strip():
        raise FileUnreadable(_("Het bestand is leeg."))
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(raw, "utf-16")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _windows_text(raw)
    if "\x00" in text:
        raise FileUnreadable(_("Dit is geen tekstbestand."))
    return text


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileUnreadable(_refusal(raw)) from error


def _windows_text(raw: bytes) -> str:
    text = _strictly(raw, "cp1252")
    if "\x00" in text or not {sign for sign in text if not sign.isascii()} <= _EXPECTED:
        raise FileUnreadable(_refusal(raw))
    return text


def _refusal(raw: bytes) -> str:
    guess = from_bytes(raw[:200_000]).best()
    if guess is None:
        return _("De tekens in dit bestand zijn niet te lezen. Bewaar het bestand als UTF-8.")
    return _("Dit bestand is geen UTF-8 (het lijkt op %(encoding)s). Bewaar het bestand als UTF-8.") % {
        "encoding": guess.encoding
    }
