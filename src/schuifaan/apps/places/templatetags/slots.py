"""`{% slot "place" place %}`: what other apps add to a page of the directory."""

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.safestring import SafeString

from schuifaan.apps.places.slots import filled

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, about: Any = None) -> SafeString:
    return filled(name, context["request"], about=about, now=timezone.now())
