"""Asking for a room and saying yes to it among a million claims, in turn with the same among a thousand."""

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks.directory import ROOT, environment, run
from benchmarks.server import BIN

# Of each size in turn, so that a busy moment of the machine falls on both.
TOGETHER: Final = 10
SMALL: Final = 1000
WARM_UP: Final = 20
WHAT: Final = ("asking", "saying yes", "asking, processor time", "saying yes, processor time")


class Worker:
    """A program with a database of its own."""

    def __init__(self, settings: dict[str, str], claims: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.rooms_claims", str(claims)],
            env={**os.environ, **settings}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        told = self._read()
        self.claims, self.took = int(told["claims"]), float(told["took"])
        self.seen: list[list[float]] = []

    def work(self, times: int, *, keep: bool = True) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{times}\n")
        self._process.stdin.flush()
        seen = self._read()
        if keep:
            self.seen += seen

    def stop(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=60)

    def _read(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the program with the claims stopped")
        return json.loads(line)


@contextlib.contextmanager
def installation(database: str | None) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="schuifaan-bench-") as folder:
        settings = environment(Path(folder), database) | {"SCHUIFAAN_LOG_LEVEL": "ERROR"}
        for command in (["compile_texts"], ["migrate", "-v0"]):
            run([str(BIN / "schuifaan"), *command], settings)
        yield settings


def beside(database: str, name: str) -> str:
    """Another empty database on the same server."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(database)._replace(path=f"/{name}"))


def confirming(name: str, database: str | None, *, claims: int, times: int) -> None:
    print(f"\n{name}: a yes among many claims")
    with (
        installation(beside(database, "bench_small") if database else None) as little,
        installation(database) as much,
    ):
        small, large = Worker(little, SMALL), Worker(much, claims)
        print(f"    filling {large.claims:,} claims with their bookings took {large.took:.0f} s")
        for one in (small, large):
            one.work(WARM_UP, keep=False)
        for _ in range(max(1, times // TOGETHER)):
            for one in (small, large):
                one.work(TOGETHER)
        for one in (small, large):
            one.stop()
    head = f"{small.claims:,}", f"{large.claims:,}"
    print(f"    {'milliseconds, median (min)':32}{head[0]:>18}{head[1]:>18}{'ratio':>8}")
    for number, what in enumerate(WHAT):
        rows = [[one[number] for one in worker.seen] for worker in (small, large)]
        told = [f"{statistics.median(row):.1f} ({min(row):.1f})" for row in rows]
        ratio = statistics.median(rows[1]) / statistics.median(rows[0])
        print(f"    {what:32}{told[0]:>18}{told[1]:>18}{ratio:>8.2f}")
