"""Settings that do not go together, said at start-up rather than found out later."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004 - Django's name


@register()
def settings_go_together(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    del app_configs, kwargs
    found: list[CheckMessage] = []
    if settings.THEME_CLASS and not settings.THEME_STYLESHEETS:
        found.append(
            Warning(
                "A theme class without a theme stylesheet changes nothing.",
                hint="Set SCHUIFAAN_THEME_STYLESHEETS too.",
                id="schuifaan.W001",
            )
        )
    return found
