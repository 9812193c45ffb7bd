"""What residents said, most often said first: wishes and how often, never who or how many people."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext

from schuifaan.apps.dossiers.enums import WishState
from schuifaan.apps.dossiers.ideas import IDEAS, SAID_OF_WANTED, WANTED, WISH_FIELDS, kept_text
from schuifaan.apps.dossiers.models import Dossier, Questionnaire, Wish
from schuifaan.apps.dossiers.queries.answers import revision_of
from schuifaan.apps.dossiers.queries.handbook import knowledge_for
from schuifaan.apps.dossiers.wish_lines import KeptWish
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge.asking import Question

PAGE = 50
SHOWN_FIRST = 12
MOST_CANDIDATES = 15


@dataclass(frozen=True, slots=True)
class ShownWish:
    """A wish as the page says it."""

    pk: int
    text: str
    times: int
    is_idea: bool
    state: str
    url: str


@dataclass(frozen=True, slots=True)
class WishPage:
    wishes: tuple[ShownWish, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with the first of its wishes; `has_more` says there are others."""

    question: Question
    wishes: tuple[ShownWish, ...]
    has_more: bool
    has_removed: bool
    url: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What was said of the need for a place, and what that would be as an answer in the dossier."""

    counts: tuple[tuple[str, str, int], ...]
    proposal: str
    proposal_label: str
    stands: str
    stands_label: str
    revision: int
    note: str


def questionnaire_of(dossier: Dossier) -> Questionnaire | None:
    return Questionnaire.objects.filter(dossier=dossier).first()


def find_questionnaire(token: str) -> Questionnaire | None:
    """The one people came with; typed over from paper it may have capitals."""
    found = Questionnaire.objects.select_related("dossier__organisation", "dossier__neighbourhood")
    return found.filter(token=token.strip().lower()[:64]).first()


def resident_questions(dossier: Dossier) -> tuple[Question, ...]:
    """What residents are asked, in the order of the handbook."""
    asked = (WANTED, *WISH_FIELDS)
    return tuple(q for q in knowledge_for(dossier).questions if q.for_residents and q.id in asked)


def find_wish(dossier: Dossier, pk: int) -> Wish | None:
    found = Wish.objects.select_related("questionnaire__dossier__organisation")
    return found.filter(pk=pk, questionnaire__dossier=dossier, question__in=WISH_FIELDS).first()


def said_wish(wish: Wish) -> str:
    """An idea in the language of the page, anything else as it was written."""
    return gettext(wish.text) if wish.is_idea else wish.text


def _shown(wish: Wish, dossier: Dossier) -> ShownWish:
    return ShownWish(
        pk=wish.pk,
        text=said_wish(wish),
        times=wish.times,
        is_idea=wish.is_idea,
        state=wish.state,
        url=reverse("dossiers:wish", kwargs={"key": dossier.key, "pk": wish.pk}),
    )


def _wishes(questionnaire: Questionnaire, question: str, *, removed: bool = False) -> QuerySet[Wish]:
    found = questionnaire.wishes.filter(question=question)
    return found.filter(state=WishState.REMOVED) if removed else found.exclude(state=WishState.REMOVED)


def has_removed(questionnaire: Questionnaire, question: str) -> bool:
    return _wishes(questionnaire, question, removed=True).exists()


def asked_questions(questionnaire: Questionnaire, dossier: Dossier) -> tuple[AskedQuestion, ...]:
    """Every question with its first wishes."""
    asked = []
    for question in resident_questions(dossier):
        if question.id not in WISH_FIELDS:
            continue
        found = list(_wishes(questionnaire, question.id).order_by("-times", "-pk")[: SHOWN_FIRST + 1])
        asked.append(
            AskedQuestion(
                question=question,
                wishes=tuple(_shown(wish, dossier) for wish in found[:SHOWN_FIRST]),
                has_more=len(found) > SHOWN_FIRST,
                has_removed=has_removed(questionnaire, question.id),
                url=reverse("dossiers:wishes", kwargs={"key": dossier.key, "question": question.id}),
            )
        )
    return tuple(asked)


def wish_page(
    questionnaire: Questionnaire, dossier: Dossier, question: str, *, cursor: str = "", removed: bool = False
) -> WishPage:
    """One page of wishes; `cursor` is "na-" or "voor-" with the number of times and the key of a row."""
    found = _wishes(questionnaire, question, removed=removed)
    way, times, pk = _read(cursor)
    backwards = way == "voor"
    if way == "na":
        found = found.filter(Q(times__lt=times) | Q(times=times, pk__lt=pk))
    elif backwards:
        found = found.filter(Q(times__gt=times) | Q(times=times, pk__gt=pk))
    order = ("times", "pk") if backwards else ("-times", "-pk")
    rows = list(found.order_by(*order)[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        rows.reverse()
    has_previous = more if backwards else bool(way)
    has_next = True if backwards else more
    return WishPage(
        wishes=tuple(_shown(wish, dossier) for wish in rows),
        previous=f"voor-{rows[0].times}-{rows[0].pk}" if rows and has_previous else "",
        next=f"na-{rows[-1].times}-{rows[-1].pk}" if rows and has_next else "",
    )


def _read(cursor: str) -> tuple[str, int, int]:
    """A cursor somebody changed by hand shows the first page."""
    way, _, rest = cursor.partition("-")
    times, _, pk = rest.partition("-")
    whole = all(part.isascii() and part.isdigit() and len(part) < 16 for part in (times, pk))  # noqa: PLR2004
    return (way, int(times), int(pk)) if whole and way in {"na", "voor"} else ("", 0, 0)


def merge_candidates(wish: Wish, *, search: str) -> tuple[Wish, ...]:
    """Others of the same question this one can be added to, most often said first."""
    found = _wishes(wish.questionnaire, wish.question).exclude(pk=wish.pk)
    for word in search.split()[:5]:
        found = found.filter(text__icontains=word)
    return tuple(found.order_by("-times", "-pk")[:MOST_CANDIDATES])


def kept_wishes(questionnaire: Questionnaire, question: str) -> tuple[KeptWish, ...]:
    rows = questionnaire.wishes.filter(question=question, state=WishState.KEPT)
    return tuple(
        KeptWish(said_wish(wish), wish.times, (wish.text,)) for wish in rows.order_by("-times", "-pk")
    )


def has_kept(questionnaire: Questionnaire) -> bool:
    return questionnaire.wishes.filter(state=WishState.KEPT).exists()


def tally(questionnaire: Questionnaire, dossier: Dossier, answers: Answers) -> Tally:
    """Yes, no and unknown, with a proposal where one was said more often than the other."""
    rows = questionnaire.wishes.filter(question=WANTED).values("text").annotate(said=Sum("times"))
    said = {row["text"]: row["said"] for row in rows}
    counts = tuple((name, str(label), said.get(name, 0)) for name, label in SAID_OF_WANTED.items())
    yes, no = said.get("yes", 0), said.get("no", 0)
    proposal = ("yes" if yes > no else "no" if no > yes else "unknown") if said else ""
    stands = answers.text(WANTED, "wanted") or ""
    spoken: dict[str, Any] = {name: str(label) for name, label in SAID_OF_WANTED.items()}
    return Tally(
        counts=counts,
        proposal=proposal,
        proposal_label=spoken.get(proposal, ""),
        stands=stands,
        stands_label=spoken.get(stands, ""),
        revision=revision_of(dossier, WANTED),
        note=gettext("Uit de vragenlijst: %(counts)s.")
        % {
            "counts": ", ".join(
                gettext("%(times)d keer %(answer)s") % {"times": times, "answer": label}
                for _name, label, times in counts
            )
        },
    )


def idea_names(question: str) -> dict[str, str]:
    """Idea id → how it is kept."""
    return {idea.id: kept_text(idea) for idea in IDEAS.get(question, ())}
