"""Meeting without a room: which strategies fit the situation, and why."""

from dataclasses import dataclass

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.management_page import row_url
from schuifaan.apps.dossiers.queries.reasons import ShownReason
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.shaping import Situation
from schuifaan.core.method.without_room import RoomlessOption, options


@dataclass(frozen=True, slots=True)
class OptionLine:
    option: RoomlessOption
    because: tuple[ShownReason, ...]
    url: str


@dataclass(frozen=True, slots=True)
class WithoutRoomPage:
    situations: tuple[Situation, ...]
    area: str
    fitting: tuple[OptionLine, ...]
    others: tuple[OptionLine, ...]
    chosen: tuple[OptionLine, ...]


def without_room_page(
    dossier: Dossier, answers: Answers, knowledge: Knowledge, *, language: str
) -> WithoutRoomPage:
    found = options(answers, knowledge)
    named = set(answers.many("without_room.situations", "situations"))

    reading = Reading(dossier, answers, knowledge, language)

    def line(option: RoomlessOption) -> OptionLine:
        return OptionLine(
            option,
            reading.grounds(option.speaks_for),
            row_url(dossier, "without_room.choice", option.strategy.id),
        )

    fitting = tuple(line(one) for one in found.fitting)
    others = tuple(line(one) for one in found.others)
    return WithoutRoomPage(
        situations=tuple(one for one in knowledge.situations if one.id in named),
        area=answers.text("without_room.situations", "area"),
        fitting=fitting,
        others=others,
        chosen=tuple(one for one in (*fitting, *others) if one.option.chosen),
    )
