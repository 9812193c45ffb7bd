"""The knowledge that comes with the product, for every app that stands on it."""

from functools import cache
from pathlib import Path

from django.conf import settings

import schuifaan
from schuifaan.core.method.knowledge import Knowledge, load

KNOWLEDGE_DIRECTORY = Path(schuifaan.__file__).parent / "knowledge"


@cache
def shipped() -> Knowledge:
    """Read once per process."""
    return load(KNOWLEDGE_DIRECTORY, kept_in=settings.VAR_DIR / "knowledge")
