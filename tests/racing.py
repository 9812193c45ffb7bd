"""Several people at the very same moment, each with a connection of their own."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def at_once(work: Callable[[Any], object], arguments: Sequence[Any]) -> list[Any]:
    """Run `work` for each argument at the same moment; what each raised, or None."""
    together = Barrier(len(arguments))
    outcomes: list[Exception | None] = [None] * len(arguments)

    def run(number: int, argument: Any) -> None:
        try:
            together.wait(timeout=20)
            work(argument)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test looks at it
            outcomes[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(arguments)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


def names_of(outcomes: Sequence[Exception | None]) -> list[str]:
    """What kinds of outcome there were, in whatever order they came."""
    return sorted(type(outcome).__name__ for outcome in outcomes)
