"""A flyer for one activity: what, when in words, what it costs, where, and who welcomes you."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.enums import ActivityKind, ActivityStatus, OccurrenceState
from schuifaan.apps.agenda.models import Activity, Occurrence, Series
from schuifaan.apps.agenda.queries.items import Item, items, language_of, text_of
from schuifaan.apps.agenda.wording import price_words, time_words, when_words
from schuifaan.apps.outlets.paper.lines import capital, said, shortened, sign_up, title, where
from schuifaan.apps.outlets.paper.made import Made
from schuifaan.apps.outlets.paper.pictures import photo
from schuifaan.apps.outlets.paper.week import furniture
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.naming import in_a_row, language_name
from schuifaan.ui.speech import spoken_day

MOST_TEXT: Final = 420
MOST_TIMES: Final = 5
_ONLY_DUTCH: Final = {"nl"}

Fact = dict[str, Any]


def shown_activity(slug: str) -> Activity | None:
    return (
        Activity.objects.filter(
            slug=slug, status=ActivityStatus.PUBLISHED, place__status=PlaceStatus.PUBLISHED
        )
        .select_related("place")
        .prefetch_related(Prefetch("series", Series.objects.filter(agreed=True)))
        .first()
    )


def of_an_activity(activity: Activity, made: Made) -> dict[str, Any]:
    coming = items(
        Occurrence.objects.shown()
        .filter(activity=activity, ends_at__gt=made.now)
        .exclude(state=OccurrenceState.CANCELLED)
        .order_by("starts_at", "pk")[:60],
        language=made.language,
    )
    language = language_of(activity, made.language)
    kind = capital(str(ActivityKind(activity.kind).label))
    name = title(coming[0], made.language) if coming else said(activity.title, language)
    path = reverse("agenda:activity", args=[activity.slug])
    return {
        **furniture(name["text"], kicker=kind, made=made, path=path, qr_text=_("Lees meer op internet")),
        "author": activity.place.name,
        "heading": name,
        "host": activity.place.name,
        "lead": said(shortened(text_of(activity, "description", made.language), MOST_TEXT), language),
        "facts": list(_facts(activity, coming, made)),
        "picture": photo(activity.picture, width=1400, height=700),
        "picture_alt": activity.picture_alt,
        "picture_credit": _("Foto: %(maker)s") % {"maker": activity.picture_credit} if activity.picture_credit else "",
    }  # fmt: skip


def _facts(activity: Activity, coming: list[Item], made: Made) -> Iterator[Fact]:
    def own(name: str) -> str:
        return text_of(activity, name, made.language)

    texts_in = language_of(activity, made.language)
    yield _fact(_("Wanneer"), list(_when(activity, coming)), made.language)
    yield _fact(_("Waar"), _places(activity, coming), made.language)
    yield _fact(_("Kosten"), [price_words(activity.cost_cents, own("cost_note"))], made.language)
    rows = (
        (_("Wie ontvangt je"), activity.welcomed_by, made.language),
        (_("Aanmelden"), capital(sign_up(coming[0])) if coming else "", made.language),
        (_("Voor wie"), own("audience"), texts_in),
        (_("Neem mee"), own("bring"), texts_in),
        (_("Weggaan"), own("leave_note") or _leaving(activity), texts_in),
        (_("Binnenkomen"), own("access_note"), texts_in),
        (_("Talen"), _languages(activity, made.language), made.language),
    )
    for label, text, language in rows:
        if text:
            yield _fact(label, [text], language)


def _fact(label: str, texts: list[str], language: str) -> Fact:
    return {"label": label, "lines": [said(text, language) for text in texts]}


def _when(activity: Activity, coming: list[Item]) -> Iterator[str]:
    """Every series once, in words, with the first day to come."""
    by_id = {series.pk: series for series in activity.series.all()}
    firsts = {item.series_id: item for item in reversed(coming)}
    shown = sorted(firsts.values(), key=lambda item: item.starts_at)[:MOST_TIMES]
    for item in shown:
        series = by_id.get(item.series_id)
        if series is None or not series.rule:
            yield f"{capital(spoken_day(item.day))}, {time_words(item)}"
        else:
            yield capital(when_words(series))
            yield _("De eerstvolgende keer: %(day)s.") % {"day": spoken_day(item.day)}
    if not shown:
        yield _("Er is nu geen nieuwe datum. Kijk op internet of vraag het de gastvrouw of gastheer.")


def _places(activity: Activity, coming: list[Item]) -> list[str]:
    found = list(dict.fromkeys(where(item, own_place=None) for item in coming))[:MOST_TIMES]
    own = activity.place
    return [capital(one) for one in found] or [
        ", ".join(part for part in (own.name, own.address_line) if part)
    ]


def _leaving(activity: Activity) -> str:
    return _("Je kunt altijd tussendoor weg.") if activity.can_leave else ""


def _languages(activity: Activity, language: str) -> str:
    if set(activity.languages) <= _ONLY_DUTCH:
        return ""
    return capital(in_a_row([language_name(code, language) for code in activity.languages]))
