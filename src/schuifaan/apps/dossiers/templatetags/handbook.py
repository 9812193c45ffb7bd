"""What templates of the handbook need: a text in the language of the page, and where it comes from."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.handbook_trees import MARK_WORDS
from schuifaan.apps.dossiers.queries.reasons import STATUS_LABELS, SourceLine, source_lines
from schuifaan.apps.places.enums import PlaceType
from schuifaan.apps.places.naming import page_language
from schuifaan.core.method.knowledge import Citation, Item, Text

register = template.Library()

APPLICANT_WORDS: dict[str, str | Promise] = {
    "residents_group": _("een groep bewoners"),
    "foundation_association": _("een stichting of vereniging"),
    "housing_association": _("een woningcorporatie"),
    "municipality": _("een gemeente"),
}
PRIORITY_WORDS: dict[str, str | Promise] = {
    "must": _("Moet bij"),
    "should": pgettext_lazy("priority", "Hoort bij"),
    "could": _("Mag bij"),
    "required": _("Nodig bij"),
    "optional": _("Naar keuze bij"),
    "usual": _("Meestal bij"),
    "possible": _("Soms bij"),
    "incidental": _("Eenmalig bij"),
    "multi_year": _("Voor een paar jaar bij"),
    "structural": _("Elk jaar weer bij"),
}
ROLE_WORDS: dict[str, str | Promise] = {
    "board": _("In het bestuur"),
    "working_group": _("In werkgroepen"),
    "profile": _("Het profiel, met een vraag voor het gesprek"),
    "start": _("Bij de start"),
    "continuity": _("Om het vol te houden"),
}
GROUP_WORDS: dict[str, str | Promise] = {
    **ROLE_WORDS,
    "physical": _("Het gebouw"),
    "interior": _("Het interieur"),
}


@register.filter
def said(text: Text | str | Promise | None) -> str:
    """`{{ item.name|said }}`: the text in the language of the page."""
    if isinstance(text, Text):
        return text.said(page_language())
    return "" if text is None else str(text)


@register.filter
def by_answer(per_type: Mapping[str, str]) -> list[tuple[str, str]]:
    """(“Moet”, “buurthuis, koffiehoek”) for every answer given, types in the order they are always in."""
    grouped: dict[str, list[str]] = {}
    for answer in PRIORITY_WORDS:
        types = [str(one.label) for one in PlaceType if per_type.get(one.value) == answer]
        if types:
            grouped[answer] = types
    return [(str(PRIORITY_WORDS[answer]), ", ".join(types)) for answer, types in grouped.items()]


@register.filter
def type_label(code: str) -> str:
    return str(PlaceType(code).label) if code in PlaceType.values else code


@register.filter
def type_points(points: Mapping[str, int]) -> list[tuple[str, str]]:
    """(type, "+2") in the order types are always in; types an answer says nothing about are left out."""
    return [
        (str(one.label), f"{points[one.value]:+d}".replace("-", "−"))
        for one in PlaceType
        if points.get(one.value)
    ]


@register.filter
def group_label(group: str) -> str:
    return str(GROUP_WORDS.get(group, group))


@register.filter
def mark_label(mark: str) -> str:
    return str(MARK_WORDS.get(mark, mark))


@register.filter
def applicant_words(applicants: tuple[str, ...]) -> str:
    return ", ".join(str(APPLICANT_WORDS[one]) for one in applicants)


@register.filter
def of_type(place_type: Any, aspect_id: str) -> tuple[Any, ...]:
    """`{{ place_type|of_type:aspect.id }}`: the points of one aspect."""
    return tuple(point for part in place_type.aspects if part.aspect == aspect_id for point in part.points)


@register.filter
def among(mapping: Mapping[str, Any], key: str) -> Any:
    """`{{ mapping|among:key }}`: what stands under that key, or nothing."""
    return mapping.get(key, "")


def _lines(citations: tuple[Citation, ...]) -> tuple[SourceLine, ...]:
    """Who published a document stands once, on the front page of the handbook; its title once a line."""
    plain = source_lines(citations, language=page_language())
    documents = {document.id: document for document in shipped().documents}
    lines: list[SourceLine] = []
    before = None
    for citation, line in zip(citations, plain, strict=True):
        document = documents.get(citation.document or "")
        if document is None or document.id == "own":
            lines.append(replace(line, text=citation.heading or line.text) if document else line)
        else:
            title = None if document.id == before else document.title
            where = [title, citation.part, citation.heading, citation.page and f"p. {citation.page}"]
            text = ", ".join(part for part in where if part)
            url = f"{reverse('dossiers:handbook')}#{document.id}"
            lines.append(SourceLine(text, url, line.lang))
        before = citation.document
    return tuple(lines)


@register.inclusion_tag("dossiers/handbook/_origin.html", takes_context=True)
def origin(context: Context, item: Item, *, within: Item | None = None) -> dict[str, Any]:
    """Source, status and validity. An item inside another only says what is different from there."""
    today: date = context["today"]
    said_there = within.source if within is not None else ()
    return {
        "lines": _lines(tuple(one for one in item.source if one not in said_there)),
        "is_more": any(one in said_there for one in item.source),
        "status": "" if within is not None and item.status == within.status else STATUS_LABELS[item.status],
        "valid_from": item.valid_from,
        "valid_to": item.valid_to,
        "is_over": item.valid_to is not None and item.valid_to < today,
        "today": today,
        "is_small": within is not None,
    }
