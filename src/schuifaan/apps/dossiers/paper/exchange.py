"""A whole dossier as a file: written for elsewhere, and read from elsewhere without trusting it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Annotated, Any, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from schuifaan.apps.dossiers.enums import DossierKind
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.checking import AnswerRefused, check_all
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.typed_values import shown
from schuifaan.ui.paper.signs import readable

FORMAT = "schuifaan-dossier"
VERSION = 1
MOST_BYTES = 2 * 1024 * 1024
MOST_COMMENTS = 2000
MOST_TASKS = 1000
MOST_VERSIONS = 100
MOST_PROBLEMS = 50
DEEPEST = 12

EARLIEST, LATEST = 1900, 2199


def _clean(value: object) -> object:
    return readable(value) if isinstance(value, str) else value


def _of_our_time(day: Any) -> Any:
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError("a year nobody means")
    return day


Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120), BeforeValidator(_clean)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300), BeforeValidator(_clean)]
Step = Annotated[str, StringConstraints(max_length=80), BeforeValidator(_clean)]
Moment = Annotated[AwareDatetime, AfterValidator(_of_our_time)]
Day = Annotated[date, AfterValidator(_of_our_time)]


class DossierFileRefused(ValueError):  # noqa: N818 - it says what happened
    """The file cannot be taken over; `problems` says where and why, in words."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{where}: {why}".strip(": ") for where, why in problems))
        self.problems = problems


class _Plain(BaseModel):
    # Not strict on dates, which are text in a file; strict on everything else by its type.
    model_config = ConfigDict(extra="forbid", frozen=True)


class FiledComment(_Plain):
    step: Step
    text: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), BeforeValidator(_clean)
    ]
    at: Moment


class FiledTask(_Plain):
    what: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), BeforeValidator(_clean)
    ]
    step: Step = ""
    owner: Short = ""
    due_date: Day | None = None
    origin: Annotated[str, StringConstraints(max_length=80), BeforeValidator(_clean)] = ""
    done_at: Moment | None = None


class FiledVersion(_Plain):
    number: Annotated[int, Field(ge=1, le=10_000, strict=True)]
    reason: Line = ""
    made_at: Moment
    answers: dict[str, Any]


class FiledDossier(_Plain):
    format: Literal["schuifaan-dossier"]
    version: Literal[1]
    title: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160), BeforeValidator(_clean)
    ]
    kind: DossierKind
    knowledge_version: Annotated[str, StringConstraints(max_length=40), BeforeValidator(_clean)] = ""
    exported_at: Moment | None = None
    answers: dict[str, Any]
    comments: Annotated[tuple[FiledComment, ...], Field(max_length=MOST_COMMENTS)] = ()
    tasks: Annotated[tuple[FiledTask, ...], Field(max_length=MOST_TASKS)] = ()
    versions: Annotated[tuple[FiledVersion, ...], Field(max_length=MOST_VERSIONS)] = ()


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was read and checked; `filed` without its answers, which are clean in `answers`."""

    filed: FiledDossier
    answers: Answers
    versions: tuple[tuple[FiledVersion, Answers], ...]


def as_file(filed: FiledDossier) -> bytes:
    return json.dumps(filed.model_dump(mode="json"), ensure_ascii=False, indent=2).encode()


def read_file(content: bytes, *, knowledge: Knowledge) -> Arrived:
    """Everything in the file, or DossierFileRefused with each problem and its place."""
    filed = _filed(_parsed(content))
    problems: list[tuple[str, str]] = []
    answers = _checked(filed.answers, "answers", knowledge, problems)
    versions = []
    for number, version in enumerate(filed.versions):
        versions.append(
            (version, _checked(version.answers, f"versions.{number}.answers", knowledge, problems))
        )
    steps = {step.id for step in knowledge.steps} | {""}
    named = {
        "comments": [one.step for one in filed.comments],
        "tasks": [one.step for one in filed.tasks],
    }
    for name, stepped in named.items():
        for number, step in enumerate(stepped):
            if step not in steps:
                problems.append(
                    (
                        f"{name}.{number}.step",
                        _("Deze stap kennen we niet: %(name)s.") % {"name": shown(step)},
                    )
                )
    if len({version.number for version in filed.versions}) != len(filed.versions):
        problems.append(("versions", _("Een nummer van een versie staat er twee keer in.")))
    if problems:
        raise DossierFileRefused(problems[:MOST_PROBLEMS])
    return Arrived(filed, answers, tuple(versions))  # fmt: skip


def _checked(given: Mapping[str, Any], where: str, knowledge: Knowledge, problems: list[tuple[str, str]]) -> Answers:  # fmt: skip
    try:
        return check_all(given, knowledge=knowledge)
    except AnswerRefused as refused:
        problems += [(_place(where, place), _said(text)) for place, text in refused.problems.items()]
    except (ValueError, TypeError, ArithmeticError, AttributeError):
        # A value of a kind nobody foresaw is refused like any other.
        problems.append((where, _("Hier staat iets wat geen antwoord kan zijn.")))
    return Answers()


def _place(where: str, place: str) -> str:
    """Questions with one answer have an empty item: it is left out."""
    return "/".join(part for part in (where, *place.split("/")) if part)


def _said(text: Any) -> str:
    return str(text.said((get_language() or "nl")[:2]))


def _parsed(content: bytes) -> Any:
    if len(content) > MOST_BYTES:
        raise DossierFileRefused([("", _("Dit bestand is te groot. Het mag hoogstens 2 MB zijn."))])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DossierFileRefused([("", _not_ours())]) from None
    if _depth(text) > DEEPEST:
        raise DossierFileRefused(
            [("", _("Dit bestand kunnen we zo niet lezen. Gebruik een bestand dat hier is gemaakt."))]
        )
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite)
    except _Unfit as unfit:
        raise DossierFileRefused([("", str(unfit))]) from None
    except json.JSONDecodeError as broken:
        where = _("regel %(line)d") % {"line": broken.lineno}
        raise DossierFileRefused([(where, _not_ours())]) from None
    except (ValueError, RecursionError):
        raise DossierFileRefused([("", _not_ours())]) from None  # fmt: skip


class _Unfit(Exception):  # noqa: N818 - it says what it is
    """JSON with something in it that no export of ours has."""


def _not_ours() -> str:
    return _(
        "Dit is geen dossier dat we kunnen lezen. Kies een bestand dat je hier als dossier.json hebt opgeslagen."
    )


def _depth(text: str) -> int:
    """How deep brackets are nested, read sign by sign; what stands in quotes does not count."""
    depth = deepest = 0
    in_quotes = escaped = False
    for sign in text:
        if in_quotes:
            if escaped:
                escaped = False
            elif sign == "\\":
                escaped = True
            elif sign == '"':
                in_quotes = False
        elif sign == '"':
            in_quotes = True
        elif sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
            if deepest > DEEPEST:
                return deepest
        elif sign in "]}":
            depth -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Unfit(_("In het bestand staat een naam twee keer op dezelfde plek."))
    return found


def _no_number(name: str) -> Any:
    raise _Unfit(_("In het bestand staat “%(name)s”, en dat is geen getal.") % {"name": shown(name)})


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise _Unfit(
            _("In het bestand staat een getal dat te groot is: %(number)s.") % {"number": shown(text)}
        )
    return number


def _filed(plain: Any) -> FiledDossier:
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise DossierFileRefused([("", _not_ours())])
    if plain.get("version") != VERSION or plain.get("version") is True:
        raise DossierFileRefused(
            [("version", _("Dit bestand is gemaakt met een andere versie. Deze versie leest alleen %(number)d.") % {"number": VERSION})]
        )  # fmt: skip
    try:
        return FiledDossier.model_validate(plain)
    except ValidationError as refused:
        raise DossierFileRefused(
            [(".".join(shown(part) for part in error["loc"]), _why(error["type"])) for error in refused.errors()[:MOST_PROBLEMS]]
        ) from None  # fmt: skip


def _why(kind: str) -> str:
    words = {
        "missing": _("Dit ontbreekt."),
        "extra_forbidden": _("Dit kennen we niet."),
        "string_too_long": _("Deze tekst is te lang."),
        "string_too_short": _("Hier hoort tekst te staan."),
        "too_long": _("Dit zijn er te veel."),
    }
    return words.get(kind, _("Dit heeft niet de vorm die het moet hebben."))
