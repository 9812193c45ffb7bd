"""What our look for private words does not find, on every page that says we looked."""

from django import template
from django.utils.functional import Promise

from schuifaan.apps.voice.queries.private_lines import NOT_RECOGNISED

register = template.Library()


@register.simple_tag
def not_recognised() -> str | Promise:
    return NOT_RECOGNISED
