"""What templates of dossiers say: texts in the language of the page, and where an item comes from."""

from django import template
from django.utils.translation import get_language

from schuifaan.apps.dossiers.queries.desk import step_slug as slug_of_step
from schuifaan.apps.dossiers.queries.reasons import ShownSource, shown_source
from schuifaan.core.method.knowledge import Item, Text

register = template.Library()


@register.filter
def said(text: Text | None) -> str:
    """`{{ question.text|said }}`: in the language of the page."""
    return "" if text is None else text.said(get_language() or "nl")


@register.filter
def source_of(item: Item) -> ShownSource:
    """`{% with source=item|source_of %}`: its lines, its status in words, and its place in the handbook."""
    return shown_source(item, language=get_language() or "nl")


@register.filter
def step_slug(step: str) -> str:
    """`{% url "dossiers:step" key=dossier.key step=question.step|step_slug %}`."""
    return slug_of_step(step)
