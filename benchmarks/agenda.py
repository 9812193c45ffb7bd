"""What is on in one city and in a hundred: pages, API, calendars and papers, against a constant page."""

import argparse
import json
import os
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks.directory import environment, run
from benchmarks.load import Seen, load
from benchmarks.server import BIN, granian, postgres

PER_CITY = 10_000


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


def table(title: str, floor: Seen, rows: dict[str, tuple[Seen, Seen]]) -> None:
    print(f"\n{title}\n    constant page {floor.per_second:.0f}/s")
    print(f"    {'':28}{'kept':>9}{'ratio':>8}{'p95 ms':>8}   {'made anew':>10}{'p95 ms':>8}")
    for what, (warm, new) in rows.items():
        print(
            f"    {what:28}{warm.per_second:>7.0f}/s{warm.per_second / floor.per_second:>8.3f}{warm.p95_ms:>8.1f}"
            f"   {new.per_second:>8.1f}/s{new.p95_ms:>8.1f}"
        )
        for seen in (warm, new):
            if seen.errors:
                print(f"    ! {seen.errors} of {seen.requests} answers were errors")


def one_size(name: str, database: str | None, cities: int, seconds: int) -> dict[str, tuple[Seen, Seen]]:
    with tempfile.TemporaryDirectory(prefix="schuifaan-bench-") as folder:
        # The API lets one address ask ten times a second; here one client asks for everybody.
        settings = environment(Path(folder), database) | {"SCHUIFAAN_API_PER_SECOND": "1000000"}
        program = str(BIN / "schuifaan")
        for command in (["compile_texts"], ["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
            run([program, *command], settings)
        filled = run([sys.executable, "-m", "benchmarks.agenda_fill", str(cities)], settings)
        print(f"\n{name}: {filled.strip().splitlines()[-1]}")
        rows: dict[str, tuple[Seen, Seen]] = {}
        with granian("benchmarks.django_app:application", settings, path="/healthz") as server:
            load(server.url, ["/bench/constant"], seconds=1)
            floor = load(server.url, ["/bench/constant"], seconds=seconds)
            for what, paths in addresses().items():
                load(server.url, paths, seconds=2)
                warm = load(server.url, paths, seconds=seconds)
                rows[what] = warm, load(server.url, paths, seconds=seconds, always_new=True)
        table(f"{name}, {cities * PER_CITY:,} times in a year", floor, rows)
        if cities == 1 and database is None:
            in_process(settings)
    return rows


def in_process(settings: dict[str, str]) -> None:
    found = json.loads(run([sys.executable, "-m", "benchmarks.agenda_in_process"], settings).splitlines()[-1])
    floor = found["plain"]
    print(f"\n    1,000 weekly series over a year, processor time; plain arithmetic {floor:.0f} ms")
    for what, taken in found.items():
        print(f"    {what:28}{taken:>9.1f} ms{taken / floor:>9.2f}")


def compared(small: dict[str, tuple[Seen, Seen]], large: dict[str, tuple[Seen, Seen]], times: int) -> None:
    print(f"\n    {times} times the data: how many times slower")
    for what, (warm, new) in small.items():
        kept, anew = large[what]
        print(
            f"    {what:28}{warm.per_second / max(kept.per_second, 0.01):>9.2f} kept"
            f"{new.per_second / max(anew.per_second, 0.01):>9.2f} made anew"
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
        compared(*both, options.cities)
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
        compared(*found, options.cities)
