"""Rooms: a free one among a thousand, a yes among a million claims, a week of twenty, and two hundred who want the same."""

import argparse
import contextlib
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.directory import Row, environment, measure, run, table
from benchmarks.load import load
from benchmarks.rooms_confirm import confirming
from benchmarks.server import BIN, granian, postgres

APPLICATION: Final = "benchmarks.django_app:application"


@contextlib.contextmanager
def installation(database: str | None) -> Iterator[dict[str, str]]:
    """An empty one. Whoever loses a race is no reason to write in the log."""
    with tempfile.TemporaryDirectory(prefix="schuifaan-bench-") as folder:
        settings = environment(Path(folder), database) | {
            "SCHUIFAAN_BEHIND_PROXY": "1", "SCHUIFAAN_LOG_LEVEL": "ERROR",
        }  # fmt: skip
        for command in (["compile_texts"], ["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
            run([str(BIN / "schuifaan"), *command], settings)
        yield settings


def free_rooms(name: str, database: str | None, options: argparse.Namespace) -> None:
    del options
    with installation(database) as settings:
        print(f"\n{name}: a free room")
        print(run([sys.executable, "-m", "benchmarks.rooms_free"], settings).rstrip())


def million(name: str, database: str | None, options: argparse.Namespace) -> None:
    confirming(name, database, claims=options.claims, times=options.times)


def week(name: str, database: str | None, options: argparse.Namespace) -> None:
    with installation(database) as settings:
        found = json.loads(run([sys.executable, "-m", "benchmarks.rooms_week"], settings).splitlines()[-1])
        with granian(APPLICATION, settings, path="/readyz") as server:
            load(server.url, ["/bench/constant"], seconds=1)
            floor = load(server.url, ["/bench/constant"], seconds=options.seconds)
            rows = [
                Row(what, *measure(server, paths, options.seconds, cookie))
                for what, (paths, cookie) in found.items()
            ]
            again = load(server.url, ["/bench/constant"], seconds=options.seconds)
        table(f"{name}: a place with 20 rooms, 8 connections, 2 workers", floor, rows)
        print(
            f"    constant 20 kB page: {floor.per_second:.0f}/s, p95 {floor.p95_ms:.1f} ms (at the end {again.per_second:.0f}/s)"
        )


def answers(name: str, database: str | None, options: argparse.Namespace) -> None:
    with installation(database) as settings, granian(APPLICATION, settings, path="/readyz") as server:
        print(f"\n{name}: yeses and questions through HTTP, 2 workers")
        sending = ["-m", "benchmarks.rooms_http", server.url, "--times", str(options.times)]
        print(run([sys.executable, *sending], settings).rstrip())


def races(name: str, database: str | None, options: argparse.Namespace) -> None:
    """A server with two workers; then once more, and a worker dies in the middle."""
    people, many = options.people, options.rounds
    with installation(database) as settings, granian(APPLICATION, settings, path="/readyz") as server:
        print(f"\n{name}: {people} people want one evening")
        race = [sys.executable, "-m", "benchmarks.rooms_race", server.url, "--people", str(people)]
        print(run([*race, "--rounds", str(many)], settings).rstrip())
        killed = ["--rounds", "6", "--skip", "1000", "--kill", str(server.pid)]
        print(run([*race, *killed], settings).rstrip())


PARTS: Final = {"free": free_rooms, "confirm": million, "week": week, "http": answers, "races": races}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench rooms")
    parser.add_argument("--sqlite-only", action="store_true")
    parser.add_argument("--postgresql-only", action="store_true")
    parser.add_argument(
        "--only", choices=PARTS, action="append", help="this part; may be given more than once"
    )
    parser.add_argument("--claims", type=int, default=1_000_000, help="for a yes among many")
    parser.add_argument("--times", type=int, default=200, help="yeses and questions, of each kind")
    parser.add_argument("--seconds", type=int, default=5, help="per measurement of a page")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=50)
    options = parser.parse_args(arguments)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; the clients run on the same machine")
    chosen = [PARTS[name] for name in PARTS if not options.only or name in options.only]
    if not options.postgresql_only:
        for part in chosen:
            part("SQLite", None, options)
    if options.sqlite_only:
        return
    for part in chosen:
        with postgres() as database:
            if database is None:
                print("\nPostgreSQL: its programs were not found, not measured")
                return
            part("PostgreSQL", database, options)
