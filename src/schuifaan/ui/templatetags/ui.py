"""The components: one function and one template each. Attributes go by name; a misspelt one fails at compile."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField
from django.template import loader
from django.utils.safestring import SafeString, mark_safe

from schuifaan.ui import drawing, icons, qr, speech
from schuifaan.ui.form_field import FieldParts, error_links

register = template.Library()

ButtonKind = Literal["primary", "secondary", "quiet", "danger"]
AlertKind = Literal["info", "ok", "attention", "error"]
BadgeKind = Literal["open", "closed", "info", "attention", "neutral"]

ALERT_ICONS = {"info": "info", "ok": "circle-check", "attention": "triangle-alert", "error": "circle-alert"}
BADGE_ICONS = {"open": "door-open", "closed": "moon", "info": "info", "attention": "triangle-alert"}


class UnknownKind(template.TemplateSyntaxError):
    """A component was asked for a kind it does not have."""


def _component(component: str, /, **context: Any) -> SafeString:
    return SafeString(loader.get_template(f"ui/components/{component}.html").render(context))


def _known(kind: str, known: Sequence[str], component: str) -> str:
    if kind not in known:
        raise UnknownKind(f"{component} knows the kinds {', '.join(known)}; not {kind!r}.")
    return kind


# -- Doing ----------------------------------------------------------------------------------------


@register.simple_block_tag
def button(
    content: SafeString,
    *,
    href: str | None = None,
    kind: str = "primary",
    type: str = "submit",  # noqa: A002 the word HTML uses
    name: str = "",
    value: str = "",
    icon: str = "",
) -> SafeString:
    """With `href` a link that looks like a button, else a button of a form."""
    _known(kind, ("primary", "secondary", "quiet", "danger"), "button")
    return _component(
        "button", content=content, href=href, kind=kind, type=type, name=name, value=value, icon=icon
    )


@register.simple_block_tag
def chip(
    content: SafeString, *, href: str = "", selected: bool = False, count: int | None = None
) -> SafeString:
    """A filter that is a link. Chosen, it says so in a tick and to a screen reader."""
    return _component("chip", content=content, href=href, selected=selected, count=count)


@register.simple_block_tag
def details(content: SafeString, *, summary: str, open: bool = False) -> SafeString:  # noqa: A002 idem
    return _component("details", content=content, summary=summary, open=open)


@register.simple_tag
def pagination(*, previous: str = "", next: str = "") -> SafeString:  # noqa: A002 idem
    """Earlier and later by key: the addresses, empty where there is no such page."""
    return _component("pagination", previous=previous, next=next)


@register.simple_tag
def breadcrumbs(*crumbs: Sequence[Any]) -> SafeString:
    """`{% breadcrumbs trail %}` with pairs (label, address); the page itself is not in the trail."""
    trail = crumbs[0] if len(crumbs) == 1 and not _is_crumb(crumbs[0]) else crumbs
    return _component("breadcrumbs", crumbs=[(str(label), str(href)) for label, href in trail])


@register.simple_tag
def crumb(label: object, href: str) -> tuple[str, str]:
    """`{% crumb label url as start %}{% breadcrumbs start %}`: a trail made inside a template."""
    return (str(label), href)


def _is_crumb(value: Sequence[Any]) -> bool:
    return len(value) == 2 and isinstance(value[1], str)  # noqa: PLR2004 a label and an address


# -- Showing --------------------------------------------------------------------------------------


@register.simple_block_tag
def card(content: SafeString, *, heading: str, href: str = "", level: int = 3) -> SafeString:
    """Something that can be opened: the heading is the link and the whole card follows it."""
    return _component("card", content=content, href=href, heading=heading, tag=f"h{int(level)}")


@register.simple_block_tag
def alert(content: SafeString, *, kind: str = "info", heading: str = "") -> SafeString:
    _known(kind, tuple(ALERT_ICONS), "alert")
    return _component("alert", content=content, kind=kind, heading=heading, icon=ALERT_ICONS[kind])


@register.simple_block_tag
def badge(content: SafeString, *, kind: str = "neutral", icon: str = "") -> SafeString:
    """A word with a shape beside it: colour never says it alone."""
    _known(kind, (*BADGE_ICONS, "neutral"), "badge")
    return _component("badge", content=content, kind=kind, icon=icon or BADGE_ICONS.get(kind, ""))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Lucide icon, drawn in the colour of the words beside it and silent to a screen reader."""
    return icons.inline(name)


@register.simple_block_tag
def table(content: SafeString, *, caption: str) -> SafeString:
    """Rows go inside: `<thead>`, `<tbody>`. A wide table scrolls in its own box, also by keyboard."""
    return _component("table", content=content, caption=caption)


@register.simple_block_tag
def summary_row(
    content: SafeString, *, label: str, change_href: str = "", change_text: str = ""
) -> SafeString:
    """One fact and its answer, inside `<dl class="summary">`."""
    return _component(
        "summary_row", content=content, label=label, change_href=change_href, change_text=change_text
    )


@register.simple_block_tag
def empty_state(content: SafeString, *, heading: str, icon: str = "") -> SafeString:
    """Nothing here: the heading says so, the content says what to try."""
    return _component("empty_state", content=content, heading=heading, icon=icon)


@register.simple_tag
def qr_code(address: str) -> SafeString:
    """The address as a QR code, for on paper."""
    return _component(
        "qr_code", drawing=mark_safe(qr.svg(address)), address=address, readable=qr.readable(address)
    )


@register.simple_tag
def place_drawing(
    *, name: str, place_type: str = "", seed: int = 0, chairs: int = 4, colour: str = ""
) -> SafeString:
    """The picture of a place without a photo: its table seen from above, laid for as many as fit."""
    scene = drawing.scene(name=name, place_type=place_type, seed=seed, chairs=chairs, colour=colour)
    return _component("place_drawing", scene=scene)


# -- Asking ---------------------------------------------------------------------------------------


@register.simple_tag
def field(bound_field: BoundField, *, hint: str = "", mark_optional: bool = True) -> SafeString:
    """Label, hint, error and control belong together, for every kind of widget."""
    parts = FieldParts(bound_field, hint=hint, mark_optional=mark_optional)
    return _component("field", field=parts)


@register.simple_tag
def error_summary(*forms: "BaseForm | BaseFormSet[Any]") -> SafeString:
    """All that is wrong, on top of the page, each line leading to its field."""
    links = error_links(*forms)
    return _component("error_summary", links=links) if links else SafeString("")


# -- Saying ---------------------------------------------------------------------------------------


@register.filter
def spoken_day(day: dt.date | None, today: dt.date | None = None) -> str:
    return "" if day is None else speech.spoken_day(day, today=today)


@register.filter
def spoken_time(at: dt.time | dt.datetime | None) -> str:
    return "" if at is None else speech.spoken_time(at)


@register.filter
def spoken_until(start: dt.time | dt.datetime, end: dt.time | dt.datetime) -> str:
    """`{{ start|spoken_until:end }}`: "10.00–12.00 uur"."""
    return speech.spoken_period(start, end)


@register.filter
def spoken_period(period: Any) -> str:
    """`{{ period|spoken_period }}` for a (start, end) pair or anything with `.start` and `.end`."""
    if not period:
        return ""
    start, end = (period.start, period.end) if hasattr(period, "start") else period
    return speech.spoken_period(start, end)


@register.filter
def spoken_month(day: dt.date | None) -> str:
    return "" if day is None else speech.spoken_month(day)


@register.filter
def euros(cents: int | None) -> str:
    return "" if cents is None else speech.euros(cents)
