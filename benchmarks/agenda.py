"""What is on in one city and in a hundred: pages, API, calendars and papers, against a constant page."""

import argparse
import json
import os
import platform
import sys
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from benchmarks.directory import environment, run
from benchmarks.load import Seen, load
from benchmarks.server import BIN, Server, granian, postgres

PLACES = 200


def addresses() -> dict[str, list[str]]:
    """Of the first city, which every size of the benchmark has."""
    areas = [f"BU9000{one % 4:02d}{one:02d}" for one in range(40)]
    return {
        "week of a neighbourhood": [f"/buurt/{code}/agenda/" for code in areas],
        "today in a city": ["/gemeente/GM9000/agenda/?dag=vandaag"],
        "first page of the API": ["/api/v1/occurrences"],
        "API, one neighbourhood": [f"/api/v1/occurrences?neighbourhood={code}" for code in areas],
        "calendar of a place": [f"/plek/agenda-0-{one}/agenda.ics" for one in range(40)],
        "calendar of a district": [f"/wijk/WK9000{one:02d}/agenda.ics" for one in range(4)],
        "activity": [f"/activiteit/activiteit-agenda-0-{one}/" for one in range(40)],
    }


@dataclass(frozen=True)
class Row:
    """`unchanged`: asked by whoever has it already. `anew`: milliseconds of processor time, nothing kept."""

    kept: Seen
    unchanged: Seen
    anew: float
    queries: int


Rows = dict[str, Row]


def tag_of(url: str) -> str:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip, deflate, br"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return str(answer.headers["ETag"])


def asked(server: Server, paths: list[str], seconds: int) -> tuple[Seen, Seen]:
    load(server.url, paths, seconds=3)
    kept = load(server.url, paths, seconds=seconds)
    tag = tag_of(server.url + paths[0])
    return kept, load(server.url, paths[:1], seconds=seconds, tag=tag)


def table(title: str, floor: Seen, again: Seen, rows: Rows, constant_ms: float) -> None:
    print(f"\n{title}, 8 connections, 2 workers")
    print(
        f"    {'':26}{'kept':>9}{'ratio':>7}{'p95 ms':>8}   {'304':>7}{'ratio':>7}   {'anew, ms':>9}{'queries':>8}"
    )
    for what, row in rows.items():
        print(
            f"    {what:26}{row.kept.per_second:>7.0f}/s{row.kept.per_second / floor.per_second:>7.2f}"
            f"{row.kept.p95_ms:>8.1f}   {row.unchanged.per_second:>5.0f}/s"
            f"{row.unchanged.per_second / floor.per_second:>7.2f}   {row.anew:>9.1f}{row.queries:>8}"
        )
        for seen in (row.kept, row.unchanged):
            if seen.errors:
                print(f"    ! {seen.errors} of {seen.requests} answers were errors")
    print(
        f"    constant 20 kB page: {floor.per_second:.0f}/s (at the end {again.per_second:.0f}/s), {constant_ms:.2f} ms"
    )


def one_size(name: str, database: str | None, cities: int, seconds: int) -> Rows:
    with tempfile.TemporaryDirectory(prefix="schuifaan-bench-") as folder:
        # The API lets one address ask ten times a second; here one client asks for everybody.
        settings = environment(Path(folder), database) | {
            "SCHUIFAAN_API_PER_SECOND": "1000000", "SCHUIFAAN_API_BURST": "1000000000", "SCHUIFAAN_LOG_LEVEL": "CRITICAL",
        }  # fmt: skip
        program = str(BIN / "schuifaan")
        for command in (["compile_texts"], ["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
            run([program, *command], settings)
        filled = run([sys.executable, "-m", "benchmarks.agenda_fill", str(cities)], settings)
        print(f"\n{name}: {filled.strip().splitlines()[-1]}")
        anew = in_process("pages", settings)
        with granian("benchmarks.django_app:application", settings, path="/healthz") as server:
            # Each worker reads the whole directory first, which takes seconds when there are many places.
            load(server.url, addresses()["week of a neighbourhood"][:1], seconds=15)
            load(server.url, ["/bench/constant"], seconds=1)
            floor = load(server.url, ["/bench/constant"], seconds=seconds)
            rows = {
                what: Row(*asked(server, paths, seconds), anew[what][0], int(anew[what][1]))
                for what, paths in addresses().items()
            }
            again = load(server.url, ["/bench/constant"], seconds=seconds)
        table(f"{name}, {cities * PLACES:,} places", floor, again, rows, anew["constant"][0])
        if cities == 1 and database is None:
            series(in_process("series", settings))
    return rows


def in_process(what: str, settings: dict[str, str]) -> dict[str, list[float]]:
    out = run([sys.executable, "-m", "benchmarks.agenda_in_process", what], settings)
    found: dict[str, list[float]] = json.loads(out.splitlines()[-1])
    return found


def series(found: dict[str, list[float]]) -> None:
    floor = found["plain"][0]
    print("\n    1,000 weekly series over a year, and paper; milliseconds of processor time")
    for what, (taken,) in found.items():
        ratio = "" if what.startswith("paper") else f"{taken / floor:>9.1f}"
        print(f"    {what:44}{taken:>9.1f}{ratio}")


def compared(small: Rows, large: Rows, times: int) -> None:
    print(f"\n    {times} times the data: how many times slower")
    print(f"    {'':26}{'kept':>9}{'made anew':>11}")
    for what, row in small.items():
        other = large[what]
        print(
            f"    {what:26}{row.kept.per_second / max(other.kept.per_second, 0.01):>9.2f}{other.anew / row.anew:>11.2f}"
        )


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench agenda")
    parser.add_argument("--cities", type=int, default=100, help="the large size; the small one is 1")
    parser.add_argument("--seconds", type=int, default=5, help="per measurement")
    parser.add_argument("--sqlite-only", action="store_true")
    options = parser.parse_args(arguments)
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores; the load client runs on the same machine"
    )
    sizes = (1, options.cities) if options.cities > 1 else (1,)
    both = [one_size("SQLite", None, cities, options.seconds) for cities in sizes]
    if len(both) > 1:
        compared(both[0], both[-1], options.cities)
    if options.sqlite_only:
        return
    found = []
    for cities in sizes:
        with postgres() as database:
            if database is None:
                print("\nPostgreSQL: its programs were not found, not measured")
                return
            found.append(one_size("PostgreSQL", database, cities, options.seconds))
    if len(found) > 1:
        compared(found[0], found[-1], options.cities)
