"""Which place somebody means, found as on the list of places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot, SnapshotPlace

MOST: Final = 20


def places_to_tell(snapshot: DirectorySnapshot, asked: str) -> Sequence[SnapshotPlace]:
    """The best first. Without a word all, where they fit on the page. No queries."""
    if asked.strip():
        return [snapshot.places[hit.id] for hit in snapshot.words.search(asked, MOST)]
    if len(snapshot) > MOST:
        return []
    return sorted(snapshot.places, key=lambda place: place.name_key)
