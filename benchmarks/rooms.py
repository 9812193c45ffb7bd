"""Rooms: finding a free one among a thousand, and two hundred who want the same, on SQLite and PostgreSQL."""

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks.directory import environment, run
from benchmarks.server import BIN, granian, postgres


def free_rooms(name: str, database: str | None) -> None:
    with tempfile.TemporaryDirectory(prefix="schuifaan-bench-") as folder:
        settings = environment(Path(folder), database)
        for command in (["compile_texts"], ["migrate", "-v0"]):
            run([str(BIN / "schuifaan"), *command], settings)
        print(f"\n{name}: a free room")
        print(run([sys.executable, "-m", "benchmarks.rooms_free"], settings).rstrip())


def races(name: str, database: str | None, *, people: int, many: int) -> None:
    """A server with two workers; then once more, and a worker dies in the middle."""
    with tempfile.TemporaryDirectory(prefix="schuifaan-bench-") as folder:
        settings = environment(Path(folder), database) | {"SCHUIFAAN_BEHIND_PROXY": "1"}
        for command in (["compile_texts"], ["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
            run([str(BIN / "schuifaan"), *command], settings)
        print(f"\n{name}: {people} people want one evening")
        with granian("benchmarks.django_app:application", settings, path="/readyz") as server:
            asked = ["--people", str(people), "--rounds", str(many)]
            print(run([sys.executable, "-m", "benchmarks.rooms_race", server.url, *asked], settings).rstrip())
            killed = ["--people", str(people), "--rounds", "6", "--skip", "1000", "--kill", str(server.pid)]
            print(
                run([sys.executable, "-m", "benchmarks.rooms_race", server.url, *killed], settings).rstrip()
            )


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench rooms")
    parser.add_argument("--sqlite-only", action="store_true")
    parser.add_argument("--races-only", action="store_true")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=50)
    options = parser.parse_args(arguments)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores")
    if not options.races_only:
        free_rooms("SQLite", None)
    races("SQLite", None, people=options.people, many=options.rounds)
    if options.sqlite_only:
        return
    with postgres() as database:
        if database is None:
            print("\nPostgreSQL: its programs were not found, not measured")
            return
        if not options.races_only:
            free_rooms("PostgreSQL", database)
    with postgres() as database:
        races("PostgreSQL", database, people=options.people, many=options.rounds)
