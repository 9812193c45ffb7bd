"""The worked cases of the method as dossiers, for the pages that show what answers come to."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

import schuifaan
from schuifaan.apps.dossiers.models import Answer, Dossier
from schuifaan.apps.people.models import User
from tests.factories import NOW
from tests.factories.dossiers import make_dossier

EXAMPLES = Path(schuifaan.__file__).parent / "knowledge" / "examples"
Plain = dict[str, dict[str, dict[str, Any]]]
CASES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


@cache
def example(case: str) -> dict[str, Any]:
    """The worked case as it stands in its file; for everybody, so take a copy before changing it."""
    read: dict[str, Any] = yaml.safe_load((EXAMPLES / f"{case}.yaml").read_text(encoding="utf-8"))
    return read


def case_dossier(by: User, case: str, **fields: Any) -> Dossier:
    """A dossier with the answers of the worked case."""
    read = example(case)
    dossier = make_dossier(by, title=read["title"], kind=read["kind"], **fields)
    fill(dossier, read["answers"])
    return dossier


def fill(dossier: Dossier, plain: Plain) -> None:
    Answer.objects.bulk_create(
        Answer(dossier=dossier, question=question, item=item, value=value, answered_at=NOW)
        for question, items in plain.items()
        for item, value in items.items()
    )
