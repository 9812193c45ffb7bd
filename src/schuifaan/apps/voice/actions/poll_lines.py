"""What the team does with a written line and with a wish: show it, mask it, join it, make it an activity."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.agenda.actions.activities import begin_activity
from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.people.models import User
from schuifaan.apps.voice.actions.wishing import ColleagueWasFirst, WishError, note, require
from schuifaan.apps.voice.enums import LineState
from schuifaan.apps.voice.models import FreeLine, Poll, PollOption
from schuifaan.apps.voice.queries.poll_results import times_of
from schuifaan.apps.voice.queries.private_lines import found_in, masked_line

LONGEST_TITLE = 120


class TellsWho(WishError):  # noqa: N818 - it says what happened
    """Something in the line seems to say who somebody is."""

    def __init__(self) -> None:
        super().__init__(_("Hier lijkt een naam, adres of nummer in te staan. Kijk er eerst naar."))


@transaction.atomic
def show_line(*, line: FreeLine, by: User, now: datetime, seen: bool = False) -> None:
    """Everybody may read it. With `seen` somebody says that what was caught is nothing personal."""
    held = _held(line, by)
    if not seen and found_in(held.text, held.question.poll.place):
        raise TellsWho
    _set_state(held, LineState.SHOWN, by, now)


@transaction.atomic
def keep_line(*, line: FreeLine, by: User, now: datetime) -> None:
    """For the team alone; `show_line` undoes it."""
    _set_state(_held(line, by), LineState.KEPT, by, now)


@transaction.atomic
def reword_line(*, line: FreeLine, text: str, was: str, by: User, now: datetime) -> None:
    """Other words, such as without a name; what stood there is gone. Raises ColleagueWasFirst."""
    held = _held(line, by)
    said = " ".join(text.split())
    if held.text != was:
        raise ColleagueWasFirst
    if not said:
        raise WishError(_("Schrijf op wat er moet staan."), field="text")
    held.text = said
    if held.state == LineState.SHOWN and found_in(said, held.question.poll.place):
        held.state = LineState.NEW
    held.save(update_fields=["text", "state"])
    note(
        verb="poll.line_changed", place=held.question.poll.place, subject=held.question.poll.title, by=by, now=now
    )  # fmt: skip


@transaction.atomic
def mask_line(*, line: FreeLine, was: str, by: User, now: datetime) -> None:
    """Words such as "[naam]" in the place of what was caught."""
    reword_line(line=line, text=masked_line(was, line.question.poll.place), was=was, by=by, now=now)


@transaction.atomic
def join_line(*, line: FreeLine, option: PollOption | None, by: User) -> None:
    """It says the same as this wish, which then counts one more; None takes it off again."""
    held = _held(line, by)
    if option is not None and option.question.poll_id != held.question.poll_id:
        raise WishError(_("Deze wens hoort bij een andere vragenlijst."), field="option")
    held.option = option
    held.save(update_fields=["option"])


@transaction.atomic
def wish_to_activity(*, option: PollOption, by: User, now: datetime) -> Activity:
    """A draft of an activity, with how often it was wished; there already is what it became before."""
    poll = option.question.poll
    require(by, "voice.ask_wishes", poll.place)
    held = PollOption.objects.select_for_update(of=("self",)).get(pk=option.pk)
    if held.activity is not None:
        return held.activity
    times = times_of(held)
    asked = ngettext("Dit is %(times)d keer gewenst.", "Dit is %(times)d keer gewenst.", times)
    held.activity = _begun(poll, held.text, asked % {"times": times}, by, now)
    held.save(update_fields=["activity"])
    return held.activity


@transaction.atomic
def line_to_activity(*, line: FreeLine, by: User, now: datetime) -> Activity:
    """The same for what somebody wrote. A line that belongs to a wish becomes what that wish becomes."""
    held = _held(line, by)
    if held.option is not None:
        return wish_to_activity(option=held.option, by=by, now=now)
    if held.activity is not None:
        return held.activity
    place = held.question.poll.place
    text = masked_line(held.text, place)
    held.activity = _begun(held.question.poll, text, _("Iemand wenste dit."), by, now)
    held.save(update_fields=["activity"])
    return held.activity


def _begun(poll: Poll, wish: str, asked: str, by: User, now: datetime) -> Activity:
    address = settings.BASE_URL + reverse("voice:poll_result", args=[poll.token])
    activity = begin_activity(
        place=poll.place,
        by=by,
        now=now,
        title=capfirst(wish)[:LONGEST_TITLE],
        description=f"{asked} {_('Lees wat mensen nog meer wensten:')} {address}",
    )
    note(verb="poll.became_activity", place=poll.place, subject=poll.title, by=by, now=now)
    return activity


def _held(line: FreeLine, by: User) -> FreeLine:
    require(by, "voice.ask_wishes", line.question.poll.place)
    rows = FreeLine.objects.select_for_update(of=("self",))
    found = rows.select_related("question__poll__place", "option__question__poll__place", "activity")
    return found.get(pk=line.pk)


def _set_state(held: FreeLine, state: LineState, by: User, now: datetime) -> None:
    if held.state == state:
        return
    held.state = state
    held.save(update_fields=["state"])
    poll = held.question.poll
    note(verb=f"poll.line_{state.value}", place=poll.place, subject=poll.title, by=by, now=now)
