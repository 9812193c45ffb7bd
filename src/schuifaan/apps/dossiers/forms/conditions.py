"""The conditions of one source of income that people judge themselves, as one small form."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.models import Answer
from schuifaan.apps.dossiers.queries.money_sources_page import (
    AskedCondition,
    ConditionLine,
    SaidCondition,
    SourceCard,
    SourcesPage,
)
from schuifaan.core.method.checking import AnswerRefused
from schuifaan.core.method.choosing import ANSWERS
from schuifaan.ui.speech import spoken_day, spoken_time

CHOICES = ("yes", "no", "unknown")
MOST_DIGITS = 9


class ConditionsForm(forms.Form):
    """One choice per condition. With it goes what the page showed, so that what nobody touched stays as it is."""

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        slug: str,
        asked: Iterable[AskedCondition],
        language: str,
    ) -> None:
        super().__init__(data, label_suffix="")
        self.slug, self.language = slug, language
        self.asked = tuple(asked)
        options = [(name, ANSWERS[name].said(language)) for name in CHOICES]
        for one in self.asked:
            self.fields[one.id] = forms.ChoiceField(
                label=one.text, choices=options, required=False, initial=one.holds, widget=forms.RadioSelect
            )
            for name, value in ((_revision(one.id), str(one.revision)), (_was(one.id), one.holds)):
                self.fields[name] = forms.CharField(required=False, initial=value, widget=forms.HiddenInput)

    def full_clean(self) -> None:
        """The method is the one that judges, not Django."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    def changed(self) -> tuple[SaidCondition, ...]:
        """What was chosen otherwise than the page showed it."""
        return tuple(
            SaidCondition(one.id, self._sent(one.id), self._number(_revision(one.id)))
            for one in self.asked
            if self._sent(one.id) not in {"", self._sent(_was(one.id))}
        )

    def refuse(self, refused: AnswerRefused) -> None:
        for name, text in refused.problems.items():
            self.add_error(name if name in self.fields else None, text.said(self.language))

    def overtake(self, theirs: Mapping[str, Answer | None], *, today: date) -> None:
        """Say beside each condition what somebody else chose; keeping one's own is then knowing of theirs."""
        self.data = dict(self.data.items())
        for condition, answer in theirs.items():
            self.data[_revision(condition)] = str(answer.revision if answer is not None else 0)
            self.data[_was(condition)] = str(answer.value.get("holds", "")) if answer is not None else ""
            self.add_error(condition, self._overtaken(condition, answer, today=today))

    def _overtaken(self, condition: str, answer: Answer | None, *, today: date) -> str:
        keep = _("Jij koos “%(mine)s”. Moet dat blijven? Druk dan weer op Bewaar.") % {
            "mine": self._named(self._sent(condition))
        }
        if answer is None:
            return _("Terwijl jij bezig was, heeft iemand dit antwoord leeggemaakt.") + f" {keep}"
        told = _("%(name)s antwoordde intussen “%(theirs)s” (%(day)s om %(time)s).") % {
            "name": answer.answered_by or _("Iemand anders"),
            "theirs": self._named(str(answer.value.get("holds", ""))),
            "day": spoken_day(answer.answered_at, today=today),
            "time": spoken_time(answer.answered_at),
        }
        return f"{told} {keep}"

    def _named(self, holds: str) -> str:
        return ANSWERS[holds].said(self.language) if holds in CHOICES else holds

    def _sent(self, name: str) -> str:
        return str(self.data.get(name, ""))

    def _number(self, name: str) -> int:
        sent = self._sent(name)
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < MOST_DIGITS else 0


def with_forms(page: SourcesPage, *, language: str, sent: ConditionsForm | None = None) -> SourcesPage:
    """The page with a form in every card; `sent` is the one that came back, with what was chosen in it."""

    def asked(cards: tuple[SourceCard, ...]) -> tuple[SourceCard, ...]:
        return tuple(_with_form(card, language, sent) for card in cards)

    return replace(
        page,
        used=asked(page.used),
        possible=asked(page.possible),
        wrong=asked(page.wrong),
        closed=asked(page.closed),
    )


def _with_form(card: SourceCard, language: str, sent: ConditionsForm | None) -> SourceCard:
    conditions = [one.asked for one in (*card.legal, *card.social) if one.asked is not None]
    if not conditions:
        return card
    if sent is not None and sent.slug == card.slug:
        form = sent
    else:
        form = ConditionsForm(slug=card.slug, asked=conditions, language=language)

    def chosen(lines: tuple[ConditionLine, ...]) -> tuple[ConditionLine, ...]:
        return tuple(
            replace(one, choice=form[one.asked.id])
            if one.asked is not None and one.asked.id in form.fields
            else one
            for one in lines
        )

    return replace(card, form=form, legal=chosen(card.legal), social=chosen(card.social))


def _revision(condition: str) -> str:
    return f"{condition}-revision"


def _was(condition: str) -> str:
    return f"{condition}-was"
