"""The programme of requirements as its page shows it: grouped by strategy, with what residents said and photos."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.models import Dossier, DossierPhoto
from schuifaan.apps.dossiers.queries.management_page import STATES, row_url
from schuifaan.apps.dossiers.queries.photos import photos_by_item
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.design import Programme, ProgrammeLine, TipState, programme
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.planning import PlaceTypeItem
from schuifaan.core.method.knowledge.shaping import DesignStrategy, Requirement

PRIORITIES: dict[str, str | Promise] = {
    "must": _("Moet"),
    "should": _("Hoort erbij"),
    "could": _("Mag"),
    "not_applicable": _("Niet van toepassing"),
}
CHOSEN: dict[str, str | Promise] = {
    "yes": _("Nemen we op"),
    "no": _("Nemen we niet op"),
    "unknown": _("Nog niet gekozen"),
}
GROUPS: dict[str, str | Promise] = {
    "physical": _("Het gebouw en de plek"),
    "interior": _("De inrichting"),
    "type": _("Wat deze soort plek nodig heeft en wat jullie wensen"),
}


@dataclass(frozen=True, slots=True)
class RequirementLine:
    line: ProgrammeLine
    item: Requirement | None  # None: a wish of the team itself
    priority: str
    advised: str  # "" when the team follows the advice
    chosen: str
    photos: Sequence[DossierPhoto]
    url: str


@dataclass(frozen=True, slots=True)
class StrategyGroup:
    strategy: DesignStrategy | None
    heading: str  # said once, above the first strategy of a group
    lines: tuple[RequirementLine, ...]


@dataclass(frozen=True, slots=True)
class TipLine:
    tip: TipState
    state: str
    url: str


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    programme: Programme
    place_type: PlaceTypeItem | None
    groups: tuple[StrategyGroup, ...]
    left_out: tuple[RequirementLine, ...]
    tips: tuple[TipLine, ...]
    loose_photos: Sequence[DossierPhoto]


def programme_page(dossier: Dossier, answers: Answers, knowledge: Knowledge) -> ProgrammePage:
    found = programme(answers, knowledge)
    photos = photos_by_item(dossier)
    lines = [_line(one, dossier, knowledge, photos) for one in found.lines]
    shown = {one.line.id for one in lines} | {one.id for one in found.left_out}
    return ProgrammePage(
        programme=found,
        place_type=next((one for one in knowledge.place_types if one.code == found.type), None),
        groups=tuple(_groups(lines)),
        left_out=tuple(_line(one, dossier, knowledge, photos) for one in found.left_out),
        tips=tuple(
            TipLine(one, str(STATES[one.status]), row_url(dossier, "design.process", one.tip.id))
            for one in found.tips
        ),
        loose_photos=[photo for item, some in photos.items() if item not in shown for photo in some],
    )


def _groups(lines: Iterable[RequirementLine]) -> Iterable[StrategyGroup]:
    """The lines come strategy by strategy already; those of no strategy last."""
    by_strategy: dict[str, list[RequirementLine]] = {}
    for one in lines:
        by_strategy.setdefault(one.line.strategy.id if one.line.strategy else "", []).append(one)
    said = ""
    for some in by_strategy.values():
        strategy = some[0].line.strategy
        group = strategy.group if strategy is not None else "type"
        yield StrategyGroup(strategy, str(GROUPS[group]) if group != said else "", tuple(some))
        said = group


def _line(
    line: ProgrammeLine,
    dossier: Dossier,
    knowledge: Knowledge,
    photos: Mapping[str, Sequence[DossierPhoto]],
) -> RequirementLine:
    item = knowledge.index.get(line.id)
    is_requirement = isinstance(item, Requirement)
    differs = line.advised is not None and line.priority != line.advised
    return RequirementLine(
        line=line,
        item=item if isinstance(item, Requirement) else None,
        priority=str(PRIORITIES[line.priority]) if line.priority else "",
        advised=str(PRIORITIES[line.advised]) if differs and line.advised else "",
        chosen=str(CHOSEN[line.chosen]),
        photos=photos.get(line.id, ()),
        url=row_url(dossier, "design.requirements" if is_requirement else "design.wishes", line.id),
    )
