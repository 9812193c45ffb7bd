"""From bytes to text: which encoding a file has, and a clear word when it is not a text file at all."""

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from schuifaan.apps.places.importing.table import FileRefused

_ZIP, _OLD_OFFICE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
# Bytes that are no UTF-8 live on as these, so that the row they stand in can be pointed at.
_FIRST_UNREADABLE, _LAST_UNREADABLE = "\udc80", "\udcff"


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. A stray byte in a UTF-8 file stays, marked as unreadable."""
    if not content.strip():
        raise FileRefused(_("Dit bestand is leeg."))
    if content.startswith((_ZIP, _OLD_OFFICE)):
        raise FileRefused(
            _("Dit is een bestand van Excel of een zip. Kies in je rekenblad: opslaan als CSV (UTF-8).")
        )
    if content.startswith(_PDF):
        raise FileRefused(_("Dit is een PDF. We lezen CSV, GeoJSON en uitvoer van OpenStreetMap."))
    wide = _wide_encoding(content)
    if wide:
        return _strictly(content, wide), "utf-16"
    if b"\0" in content:
        raise FileRefused(_("Dit is geen tekstbestand. We lezen CSV, GeoJSON en uitvoer van OpenStreetMap."))
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if _is_mostly_utf8(content):
            return content.decode("utf-8", "surrogateescape"), "utf-8"
        return _strictly(content, "cp1252"), "cp1252"


def is_unreadable(text: str) -> bool:
    return any(_FIRST_UNREADABLE <= letter <= _LAST_UNREADABLE for letter in text)


def _wide_encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = content[:2000]
    # Without a mark: western text in UTF-16 has a zero in every other byte.
    if start[1::2].count(0) > len(start) // 2 * 0.8:
        return "utf-16-le"
    if start[0::2].count(0) > len(start) // 2 * 0.8:
        return "utf-16-be"
    return ""


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether other lines prove that this is UTF-8 with a slip, rather than an older encoding throughout."""
    for line in content.splitlines():
        if not line.isascii():
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                continue
            return True
    return False


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        guess = from_bytes(content[:20_000]).best()
        seems = guess.encoding if guess else _("onbekend")
        raise FileRefused(
            _(
                "We kunnen de tekens in dit bestand niet lezen (het lijkt op: %(encoding)s). Bewaar het als UTF-8."
            )
            % {"encoding": seems}
        ) from error
