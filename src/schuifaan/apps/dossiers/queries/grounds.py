"""Reasons with the answers they rest on called by their own name: "Kerncijfers 2024", not the question twice."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.reasons import ShownReason, ShownRef, shown
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.choosing import row_name
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.reasons import Reason, Ref


@dataclass(frozen=True, slots=True)
class Reading:
    """Whose answers are read, by which handbook, in which language."""

    dossier: Dossier
    answers: Answers
    knowledge: Knowledge
    language: str

    def grounds(self, reasons: Iterable[Reason]) -> tuple[ShownReason, ...]:
        return tuple(self.ground(reason) for reason in reasons)

    def ground(self, reason: Reason) -> ShownReason:
        told = shown(reason, language=self.language, dossier=self.dossier)
        return replace(told, refs=tuple(replace(ref, label=self._named(ref)) for ref in told.refs))

    def _named(self, ref: ShownRef) -> str:
        question = self.knowledge.questions_by_id.get(ref.question)
        if question is None or not ref.item:
            return ref.label
        if question.shape == "rows":
            return row_name(Ref(ref.question, ref.item), self.answers, self.knowledge).said(self.language)
        return _("jullie antwoord")
