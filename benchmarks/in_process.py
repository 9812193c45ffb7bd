"""Word search in process: milliseconds a query, without HTTP and without rendering."""

import os
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.utils import timezone  # noqa: E402

from schuifaan.apps.places.queries.criteria import Criteria  # noqa: E402
from schuifaan.apps.places.queries.directory import find  # noqa: E402
from schuifaan.apps.places.queries.snapshot import build_snapshot  # noqa: E402

WORDS = [
    "atrium", "huiskamer lindeboom", "kruispnt", "buurt huis", "eenhoorn", "koffiepot", "wijkcentrum", "molenwik",
    "dorpsstraat", "t atrium amsterdam", "gemeenschapshuis havenzicht", "xyzzy",
]  # fmt: skip


def main() -> None:
    started = time.perf_counter()
    snapshot = build_snapshot(1)
    built = time.perf_counter() - started
    now = timezone.localtime()
    find(snapshot, Criteria(words="een"), now=now, page_size=24)
    times = []
    for _ in range(5):
        for words in WORDS:
            started = time.perf_counter()
            find(snapshot, Criteria(words=words), now=now, page_size=24)
            times.append((time.perf_counter() - started) * 1000)
    twentieths = statistics.quantiles(times, n=20)
    print(f"snapshot of {len(snapshot.places)} places: {built:.1f} s")
    print(
        f"word search with filters and counts, in process: median {statistics.median(times):.1f} ms, p95 {twentieths[18]:.1f} ms"
    )


if __name__ == "__main__":
    main()
