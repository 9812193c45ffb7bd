"""The directory with 10,000 places, on SQLite and PostgreSQL, against a constant page in the same run."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import Seen, load
from benchmarks.server import BIN, Server, granian, postgres

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Row:
    what: str
    warm: Seen
    new: Seen


def environment(var: Path, database: str | None) -> dict[str, str]:
    settings = {
        "SCHUIFAAN_PLAIN_HTTP": "1", "SCHUIFAAN_VAR": str(var), "SCHUIFAAN_LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
    return settings | ({"DATABASE_URL": database} if database else {})


def run(arguments: list[str], settings: dict[str, str]) -> str:
    return subprocess.run(
        arguments, env={**os.environ, **settings}, check=True, capture_output=True, text=True, cwd=ROOT
    ).stdout


def prepare(settings: dict[str, str], places: int, folder: Path) -> None:
    program = str(BIN / "schuifaan")
    for command in (["compile_texts"], ["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        run([program, *command], settings)
    print(
        "   ",
        run([sys.executable, "-m", "benchmarks.populate", str(places), str(folder)], settings)
        .strip()
        .splitlines()[-1],
    )


def addresses(settings: dict[str, str]) -> dict[str, list[str]]:
    """What is asked, by name; many addresses of each kind, so that no single page decides."""
    found: dict[str, list[str]] = json.loads(
        run([sys.executable, "-m", "benchmarks.addresses"], settings).splitlines()[-1]
    )
    return found


def measure(server: Server, paths: list[str], seconds: int, cookie: str = "") -> tuple[Seen, Seen]:
    # Long enough for both workers to have made each page once.
    load(server.url, paths, seconds=4, cookie=cookie)
    warm = load(server.url, paths, seconds=seconds, cookie=cookie)
    new = load(server.url, paths, seconds=seconds, always_new=True, cookie=cookie)
    return warm, new


def table(title: str, floor: Seen, rows: list[Row]) -> None:
    print(f"\n{title}")
    print(
        f"    {'':34}{'kept page':>12}{'ratio':>8}{'p95 ms':>8}   {'made anew':>10}{'ratio':>8}{'p95 ms':>8}"
    )
    for row in rows:
        print(
            f"    {row.what:34}{row.warm.per_second:>10.0f}/s{row.warm.per_second / floor.per_second:>8.3f}{row.warm.p95_ms:>8.1f}"
            f"   {row.new.per_second:>8.0f}/s{row.new.per_second / floor.per_second:>8.3f}{row.new.p95_ms:>8.1f}"
        )
        for seen in (row.warm, row.new):
            if seen.errors:
                print(f"    ! {seen.errors} of {seen.requests} answers were errors")


def one_database(name: str, database: str | None, options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="schuifaan-bench-") as folder:
        settings = environment(Path(folder), database)
        print(f"\n{name}: preparing")
        prepare(settings, options.places, options.official)
        asked = addresses(settings)
        with granian("benchmarks.bare:application", settings, path="/") as bare_server:
            bare = load(bare_server.url, ["/"], seconds=options.seconds)
        with granian("benchmarks.django_app:application", settings, path="/healthz") as server:
            empty = server.memory_mb()
            load(server.url, ["/bench/constant"], seconds=1)
            floor = load(server.url, ["/bench/constant"], seconds=options.seconds)
            rows = [Row(what, *measure(server, paths, options.seconds)) for what, paths in asked.items()]
            again = load(server.url, ["/bench/constant"], seconds=options.seconds)
            full = server.memory_mb()
        table(f"{name}, {options.places} places, 8 connections, 2 workers", floor, rows)
        print(
            f"    constant 20 kB page: {floor.per_second:.0f}/s, p95 {floor.p95_ms:.1f} ms (at the end {again.per_second:.0f}/s)"
        )
        print(f"    bare server, same bytes: {bare.per_second:.0f}/s")
        print(f"    memory of server and 2 workers: {empty:.0f} MB empty, {full:.0f} MB at the end")
        print(
            "   ",
            run([sys.executable, "-m", "benchmarks.in_process"], settings).strip().replace("\n", "\n    "),
        )


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench directory")
    parser.add_argument("--places", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=5, help="per measurement")
    parser.add_argument(
        "--official", type=Path, default=ROOT.parent / "shared" / "data", help="folder with official files"
    )
    parser.add_argument("--sqlite-only", action="store_true")
    options = parser.parse_args(arguments)
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores; the load client runs on the same machine"
    )
    one_database("SQLite", None, options)
    if not options.sqlite_only:
        with postgres() as database:
            if database is None:
                print("\nPostgreSQL: its programs were not found, not measured")
            else:
                one_database("PostgreSQL", database, options)
