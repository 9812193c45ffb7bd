"""Every kind of page of being heard, in the demo city. Each area has its own list."""

from tests.journeys.kinds import Kind

ATRIUM = "t-atrium"

WELCOME: tuple[Kind, ...] = ()
POLLS: tuple[Kind, ...] = ()
SIGNALS: tuple[Kind, ...] = ()
MATTERS: tuple[Kind, ...] = ()
ROUNDS: tuple[Kind, ...] = ()
EVALUATION: tuple[Kind, ...] = ()
VOICE = (*WELCOME, *POLLS, *SIGNALS, *MATTERS, *ROUNDS, *EVALUATION)

# Addresses that are no page of their own, and why.
SKIPPED: dict[str, tuple[str, ...]] = {}
