"""Turn every .po file into the .mo file gettext reads, without needing GNU gettext."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile the translations."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for po in sorted(Path(settings.PACKAGE_DIR).rglob("locale/*/LC_MESSAGES/django.po")):
            mo = po.with_suffix(".mo")
            if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
                continue
            with po.open("rb") as source:
                catalogue = read_po(source, locale=po.parts[-3])
            with mo.open("wb") as target:
                write_mo(target, catalogue)
