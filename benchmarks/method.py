"""Reading the handbook, the advice on the worked cases, the trees, and the pages they come on."""

import argparse
import gc
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.directory import Row, environment, measure, run, table
from benchmarks.load import load
from benchmarks.server import BIN, granian
from schuifaan.core.method.advice import advise
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge import load as load_knowledge
from schuifaan.core.method.knowledge.shaping import Tree
from schuifaan.core.method.walking import walk

KNOWLEDGE = Path(__file__).resolve().parent.parent / "src/schuifaan/knowledge"


@dataclass(frozen=True)
class Took:
    """Milliseconds of processor time, in which others on a busy machine do not show."""

    least: float
    median: float


def took(work: Callable[[], Any], times: int) -> Took:
    work()
    gc.collect()
    seen = []
    for _ in range(times):
        started = time.process_time()
        work()
        seen.append((time.process_time() - started) * 1000)
    return Took(min(seen), statistics.median(seen))


def line(what: str, seen: Took, floor: Took) -> None:
    print(f"    {what:40}{seen.least:>9.3f}{seen.median:>9.3f}{seen.least / floor.least:>9.0f}")


def head(what: str) -> None:
    print(f"\n{what}\n    {'':40}{'min ms':>9}{'median':>9}{'ratio':>9}")


# ------------------------------------------------------------------ in process


def reading() -> Knowledge:
    """From the YAML, checked; and as it was kept by an earlier process. The floor: the same as JSON, unchecked."""
    knowledge = load_knowledge(KNOWLEDGE)
    as_json = knowledge.model_dump_json(exclude_defaults=True).encode()
    size = sum(path.stat().st_size for path in KNOWLEDGE.glob("*.yaml"))
    head(f"Reading the handbook: {size // 1000} kB of YAML, {len(knowledge.index)} items")
    floor = took(lambda: json.loads(as_json), 50)
    with tempfile.TemporaryDirectory(prefix="schuifaan-bench-") as folder:
        line("from the files, everything checked", took(lambda: load_knowledge(KNOWLEDGE), 3), floor)
        line(
            "kept by an earlier process",
            took(lambda: load_knowledge(KNOWLEDGE, kept_in=Path(folder)), 20),
            floor,
        )
    line("json.loads of the same (floor)", floor, floor)
    return knowledge


def copied(answers: Answers) -> dict[str, dict[str, dict[str, Any]]]:
    return {
        question: {item: dict(row) for item, row in items.items()}
        for question, items in answers.plain.items()
    }


def advising(knowledge: Knowledge, times: int) -> None:
    """The whole engine on each worked case. The floor: a plain copy of the same answers."""
    head("Advice on the worked cases (floor: a copy of the same answers)")
    medians = []
    for path in sorted((KNOWLEDGE / "examples").glob("*.yaml")):
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        answers, today = Answers(case["answers"]), date.fromisoformat(case["today"])
        seen = took(lambda answers=answers, today=today: advise(answers, knowledge, today=today), times)  # type: ignore[misc]
        line(path.stem, seen, took(lambda answers=answers: copied(answers), times * 5))  # type: ignore[misc]
        medians.append(seen)
    print(
        f"    slowest: {max(one.least for one in medians):.2f} ms, {max(one.median for one in medians):.2f} at the median"
    )


def ways(tree: Tree, given: dict[str, str] | None = None) -> Iterator[dict[str, str]]:
    """Every way through a tree, to its end."""
    given = given or {}
    node = walk(tree, given).next
    if node is None:
        yield given
        return
    for answer in node.answers:
        yield from ways(tree, given | {node.id: answer})


def walking(knowledge: Knowledge, times: int) -> None:
    """Every way through every tree. The floor: looking up the same answers, one by one."""
    every = [(tree, given) for tree in knowledge.trees for given in ways(tree)]
    head(
        f"Walking {len(knowledge.trees)} trees along all {len(every)} ways (floor: looking up the same answers)"
    )
    floor = took(lambda: [[given[node] for node in given] for _tree, given in every], times * 5)
    seen = took(lambda: [walk(tree, given) for tree, given in every], times)
    line("all ways", seen, floor)
    line(
        "one way", Took(seen.least / len(every), seen.median / len(every)), Took(floor.least / len(every), 0)
    )


# ------------------------------------------------------------------ pages


def pages(seconds: int) -> None:
    with tempfile.TemporaryDirectory(prefix="schuifaan-bench-") as folder:
        settings = environment(Path(folder), None)
        for command in (
            ["compile_texts"],
            ["migrate", "-v0"],
            ["collectstatic", "--noinput", "-v0"],
            ["load_demo", "maastricht"],
        ):
            run([str(BIN / "schuifaan"), *command], settings)
        asked = json.loads(
            run([sys.executable, "-m", "benchmarks.desk_addresses"], settings).splitlines()[-1]
        )
        with granian("benchmarks.django_app:application", settings, path="/healthz") as server:
            load(server.url, ["/bench/constant"], seconds=1)
            floor = load(server.url, ["/bench/constant"], seconds=seconds)
            rows = [
                Row(what, *measure(server, paths, seconds, cookie)) for what, (paths, cookie) in asked.items()
            ]
            again = load(server.url, ["/bench/constant"], seconds=seconds)
    table("Pages of the demo city, on SQLite, 8 connections, 2 workers", floor, rows)
    print(
        f"    constant 20 kB page: {floor.per_second:.0f}/s, p95 {floor.p95_ms:.1f} ms (at the end {again.per_second:.0f}/s)"
    )


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench method")
    parser.add_argument("--times", type=int, default=100, help="per worked case")
    parser.add_argument("--seconds", type=int, default=5, help="per measurement of a page")
    parser.add_argument("--without-pages", action="store_true")
    options = parser.parse_args(arguments)
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores; the load client runs on the same machine"
    )
    knowledge = reading()
    advising(knowledge, options.times)
    walking(knowledge, 20)
    if not options.without_pages:
        pages(options.seconds)
