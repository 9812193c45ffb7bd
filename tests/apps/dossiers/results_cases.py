"""The worked cases of the method as dossiers, for the pages that show what answers come to."""

from pathlib import Path
from typing import Any

import yaml

import schuifaan
from schuifaan.apps.dossiers.models import Answer, Dossier
from schuifaan.apps.people.models import User
from tests.factories import NOW
from tests.factories.dossiers import make_dossier

EXAMPLES = Path(schuifaan.__file__).parent / "knowledge" / "examples"
CASES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


def case_dossier(by: User, case: str, **fields: Any) -> Dossier:
    """A dossier with the answers of the worked case."""
    read = yaml.safe_load((EXAMPLES / f"{case}.yaml").read_text(encoding="utf-8"))
    dossier = make_dossier(by, title=read["title"], kind=read["kind"], **fields)
    fill(dossier, read["answers"])
    return dossier


def fill(dossier: Dossier, plain: dict[str, dict[str, dict[str, Any]]]) -> None:
    Answer.objects.bulk_create(
        Answer(dossier=dossier, question=question, item=item, value=value, answered_at=NOW)
        for question, items in plain.items()
        for item, value in items.items()
    )
