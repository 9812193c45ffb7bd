"""Rooms: finding a free one among a thousand, on SQLite and PostgreSQL."""

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks.directory import environment, run
from benchmarks.server import BIN, postgres


def free_rooms(name: str, database: str | None) -> None:
    with tempfile.TemporaryDirectory(prefix="schuifaan-bench-") as folder:
        settings = environment(Path(folder), database)
        for command in (["compile_texts"], ["migrate", "-v0"]):
            run([str(BIN / "schuifaan"), *command], settings)
        print(f"\n{name}: a free room")
        print(run([sys.executable, "-m", "benchmarks.rooms_free"], settings).rstrip())


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench rooms")
    parser.add_argument("--sqlite-only", action="store_true")
    options = parser.parse_args(arguments)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores")
    free_rooms("SQLite", None)
    if options.sqlite_only:
        return
    with postgres() as database:
        if database is None:
            print("\nPostgreSQL: its programs were not found, not measured")
            return
        free_rooms("PostgreSQL", database)
