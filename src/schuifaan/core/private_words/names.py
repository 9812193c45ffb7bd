"""Names of people, known by the form of address or the role that stands before them."""

import re
from collections.abc import Iterator

from schuifaan.core.private_words.reading import Span
from schuifaan.core.private_words.streets import ENDS_LIKE_A_STREET

_WORDS = (
    "mevrouw|meneer|mijnheer|mejuffrouw|juffrouw|de heer|familie|echtpaar|buurvrouw|buurman|buurjongen|buurmeisje"
    "|oma|opa|tante|oom|huisarts|tandarts|madame|monsieur"
)
# Roles at a place, whose name may follow as well: "beheerder Haarderhof".
_AT_A_PLACE = "gastvrouw|gastheer|beheerder|beheerster|vrijwilliger|vrijwilligster"
# Streets are named after these: "Dokter Schaepmanstraat" is nobody who is alive.
_IN_STREETS = "dokter|doctor|professor|pastoor|kapelaan|dominee|zuster|broeder|pater|meester|juf"
_SHORT = "mevr|mw|mej|dhr|hr|fam"
# With a small letter "ms" are milliseconds.
_ENGLISH = "Mrs|Ms|Miss"
_SHORT_IN_STREETS = "mr|dr|drs|ds|ir|ing|prof"
_EITHER_CASE = "|".join(
    f"[{word[0].upper()}{word[0].lower()}]{word[1:]}" for word in f"{_SHORT}|{_SHORT_IN_STREETS}".split("|")
)
# "Heer" with a capital is a neighbourhood, "MR" a council of a school and "MS" an illness.
_TITLE = re.compile(
    rf"(?<![\w'-])(?P<title>(?i:{_WORDS}|{_AT_A_PLACE}|{_IN_STREETS})|heer|{_EITHER_CASE}|{_ENGLISH})(?![\w'-])(?P<dot>\.?)"
)
_STREET_TITLES = frozenset(f"{_AT_A_PLACE}|{_IN_STREETS}|{_SHORT_IN_STREETS}".split("|"))
_PLACE_ROLES = frozenset(_AT_A_PLACE.split("|"))
_SHORT_TITLES = frozenset(f"{_SHORT}|{_SHORT_IN_STREETS}|{_ENGLISH}".casefold().split("|"))

_WORD = re.compile(r"[ \t]{0,2}(?P<word>'?[^\W\d_][^\W_]{0,40}(?:['-][^\W\d_][^\W_]{0,40}){0,4})(?P<dot>\.?)")
_OF = re.compile(r" (?:van|bij|in|op|voor|uit|aan) ", re.IGNORECASE)
_PARTICLES = frozenset(
    "van de den der ten ter te het 't 's in op aan bij onder uit over voor la le du des von zu zum zur al el "  # noqa: SIM905 -- reads better
    "ben bin da do dos del della di st abu ait ould".split()
)
# After a first name or a surname: "Els van den Berg" is a name, "Jansen van het Atrium" and "Els in Heer" are not.
_PARTICLES_INSIDE = _PARTICLES - frozenset("het in op aan bij onder uit over voor te la al".split())  # noqa: SIM905 -- reads better
_ALSO_FIRST_NAMES = frozenset("ben al".split())  # noqa: SIM905 -- reads better
_NO_NAMES = frozenset(
    "voorzitter burgemeester wethouder secretaris penningmeester directeur minister president griffier raadslid "  # noqa: SIM905 -- reads better
    "commissaris beheerder vrijwilliger maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari "
    "februari maart april mei juni juli augustus september oktober november december een ik wij we jij je u hij "
    "zij ze er dat dit die deze en of maar want dus als toen daar hier wie wat waar wanneer hoe is was heeft kan "
    "kom komt mag moet wil zou morgen vandaag gisteren graag ook nog niet geen meer mijn onze huis buurthuis "
    "wijk stichting vereniging gemeente buurt nederlands engels arabisch turks duits frans spaans pools "
    "oekraïens nen".split()
)
_MOST_WORDS = 10
_MOST_NAMES = 3
_LONGEST_INITIAL = 3


def names(plain: str) -> Iterator[Span]:
    """A form of address or a role, and the name that follows with a capital; small particles come along."""
    past = 0
    for match in _TITLE.finditer(plain):
        if match.start() < past:
            continue
        title = match["title"].casefold()
        if match["dot"] and title not in _SHORT_TITLES:
            continue
        first, at, title = _past_titles(plain, match)
        # "Beheerder van Daalhof" says of which place, "dokter van Dijk" is a name.
        if title in _PLACE_ROLES and _OF.match(plain, at):
            continue
        end = _name_end(plain, at, in_streets=title in _STREET_TITLES)
        if end is not None:
            past = end
            yield first, end


def without_role(name: str) -> str:
    """What follows "beheerder" or another role at a place; any other name as it is."""
    return re.sub(rf"^(?:{_AT_A_PLACE}) ", "", name, flags=re.IGNORECASE)


def _past_titles(plain: str, match: re.Match[str]) -> tuple[int, int, str]:
    """Goes on past a second and a third title: "de heer dr. Bakker"."""
    first = match.start()
    for _title in range(2):
        after = _TITLE.match(plain, match.end() + (plain[match.end() : match.end() + 1] == " "))
        if after is None or (after["dot"] and after["title"].casefold() not in _SHORT_TITLES):
            break
        match = after
    return first, match.end(), match["title"].casefold()


def _name_end(plain: str, at: int, *, in_streets: bool) -> int | None:
    end = None
    count = 0
    for _word in range(_MOST_WORDS):
        match = _WORD.match(plain, at)
        if match is None or count == _MOST_NAMES:
            break
        word, dot, at = match["word"], match["dot"], match.end()
        small = word.casefold()
        if (
            dot
            and len(word) <= _LONGEST_INITIAL
            and word[0].isupper()
            and small not in _PARTICLES
            and not count
        ):
            end = at
        elif _is_particle(word, after_name=bool(count)):
            if dot and small != "st":
                break
        elif not _has_capital(word) or small in _NO_NAMES:
            break
        elif ENDS_LIKE_A_STREET.fullmatch(word) and (in_streets or count):
            return None if in_streets else end
        else:
            end, count = match.end("word"), count + 1
            if dot:
                break
    return end


def _is_particle(word: str, *, after_name: bool) -> bool:
    small = word.casefold()
    if word[0].isupper() and small in _ALSO_FIRST_NAMES:
        return False
    return small in (_PARTICLES_INSIDE if after_name else _PARTICLES)


def _has_capital(word: str) -> bool:
    """Also "d'Ancona"; letters of writings without capitals do not count, for every word would be a name."""
    return any(part[:1].isupper() for part in word.split("'")[:2])
