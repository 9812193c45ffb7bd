"""Being heard: signals accepted a second, and found back, beside the constant page of the same run."""

import argparse
import json
import os
import platform
import sys
from typing import Final

from benchmarks.directory import run
from benchmarks.load import load
from benchmarks.rooms import APPLICATION, installation
from benchmarks.server import granian, postgres

CONSTANT: Final = ["/bench/constant"]


def one_database(name: str, database: str | None, options: argparse.Namespace) -> None:
    with installation(database) as settings, granian(APPLICATION, settings, path="/readyz") as server:
        load(server.url, CONSTANT, seconds=1)
        floor = load(server.url, CONSTANT, seconds=options.seconds)
        program = [sys.executable, "-m", "benchmarks.voice_http", server.url, "--times", str(options.times)]
        found = json.loads(run(program, settings).splitlines()[-1])
        load(server.url, found["paths"], seconds=1)
        page = load(server.url, found["paths"], seconds=options.seconds)
        again = load(server.url, CONSTANT, seconds=options.seconds)
    rows = [*found["rows"], ("the page of a signal, eight", page.per_second, page.p95_ms)]
    print(f"\n{name}: being heard, through HTTP, 2 workers")
    print(f"    {'':36}{'a second':>9}{'ratio':>8}{'p95':>13}")
    for what, rate, p95 in rows:
        print(f"    {what:36}{rate:>7.0f}/s{rate / floor.per_second:>8.4f}{p95:>10.1f} ms")
    if page.errors:
        print(f"    ! {page.errors} of {page.requests} answers were errors")
    print(f"    constant 20 kB page: {floor.per_second:.0f}/s (at the end {again.per_second:.0f}/s)")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench voice")
    parser.add_argument("--sqlite-only", action="store_true")
    parser.add_argument("--times", type=int, default=200, help="signals and codes, of each kind")
    parser.add_argument("--seconds", type=int, default=5, help="per measurement of a page")
    options = parser.parse_args(arguments)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; the clients run on the same machine")
    one_database("SQLite", None, options)
    if options.sqlite_only:
        return
    with postgres() as database:
        if database is None:
            print("\nPostgreSQL: its programs were not found, not measured")
            return
        one_database("PostgreSQL", database, options)
