"""Addresses with a secret in them are written down without it: whoever reads a log gets no key."""

import re
from typing import Final

from structlog.typing import EventDict, WrappedLogger

# Links without an account end in chance: long, and with capitals, which no name of a page has.
_SECRET: Final = re.compile(r"(?<=/)(?=[\w:.-]*[A-Z])[\w:.-]{20,}(?=[/?#\s\"']|$)")
_WHERE: Final = ("event", "request")
HIDDEN: Final = "…"


def without_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    for name in _WHERE:
        if isinstance(event.get(name), str):
            event[name] = _SECRET.sub(HIDDEN, event[name])
    return event
