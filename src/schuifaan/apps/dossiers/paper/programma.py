"""The programme of requirements, for who designs the room: what it must be able to do, whose wish, and why."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.case import Case, Sources, disclaimer, sheet
from schuifaan.apps.dossiers.paper.words import priority_words
from schuifaan.core.method.design import ProgrammeLine
from schuifaan.ui.paper.blocks import Block, Bullet, Bullets, Heading, Paper, Table, Words


def build(case: Case) -> Paper:
    made = case.advice.programme
    return sheet(
        case,
        _("Programma van eisen: %(title)s") % {"title": case.title},
        _blocks(case),
        subtitle=" · ".join(
            part for part in (case.type_name(made.type), case.area, case.day(case.today)) if part
        ),
        about=_("Wat de ruimte moet kunnen, van wie dat komt en waarom."),
    )


def _blocks(case: Case) -> Iterator[Block]:
    made, sources = case.advice.programme, Sources(case.language)
    if made.type is None:
        yield Words(
            _("Er is nog geen soort plek gekozen. Daarom staan de eisen voor alle soorten hier bij elkaar.")
        )
    yield Words(
        _("%(must)s: zonder dit werkt de plek niet. %(should)s: laat het alleen weg met een reden. %(could)s: fijn als het kan.")
        % {name: word.capitalize() for name, word in priority_words().items()},
        tone="small",
    )  # fmt: skip
    for name, lines in grouped(case).items():
        yield Heading(name)
        yield _table(case, sources, lines)
    if not made.lines:
        yield Words(_("Er staan nog geen eisen in."))
    if made.left_out:
        yield Heading(_("Hoort erbij, maar niet gekozen"))
        yield _table(case, sources, list(made.left_out))
    if made.practices:
        yield Heading(_("Hoe anderen het deden"))
        yield Bullets(
            tuple(
                Bullet(
                    f"{one.name.said(case.language)}, {one.where.said(case.language)}: {one.text.said(case.language)}",
                    sources.note(one.source, one.status),
                )
                for one in made.practices
            )
        )
    yield from sources.listed()
    yield disclaimer()


def grouped(case: Case) -> dict[str, list[ProgrammeLine]]:
    """The lines by the name of their strategy, in the order of the handbook."""
    groups: dict[str, list[ProgrammeLine]] = {}
    for line in case.advice.programme.lines:
        name = (
            line.strategy.name.said(case.language)
            if line.strategy
            else _("Voor deze soort plek en eigen wensen")
        )
        groups.setdefault(name, []).append(line)
    return groups


def _table(case: Case, sources: Sources, lines: list[ProgrammeLine]) -> Table:
    words = priority_words()
    has_reasons = any(reasons_of(line) for line in lines)
    rows = []
    for line in lines:
        check = _("Ga na: %(check)s") % {"check": line.check.said(case.language)} if line.check else ""
        row = (
            _below(line.text.said(case.language), check),
            words[line.priority] if line.priority else _("nog niet gekozen"),
            _below(line.origin.said(case.language), sources.note(line.source, line.status)),
        )
        rows.append((*row, reasons_of(line)) if has_reasons else row)
    head = (_("Eis"), _("Hoe belangrijk"), _("Van wie"))
    if has_reasons:
        return Table((*head, _("Waarom")), tuple(rows), (42, 19, 24, 30))
    return Table(head, tuple(rows), (62, 19, 30))


def _below(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def reasons_of(line: ProgrammeLine) -> str:
    """Why it is wanted, what residents said of it, and what that changed."""
    said = []
    if line.why:
        said.append(line.why)
    if line.evidence:
        said.append(_("Elders: %(evidence)s") % {"evidence": line.evidence})
    if line.said:
        said.append(_("Bewoners zeggen: %(said)s") % {"said": line.said})
    if line.changed:
        said.append(_("Daardoor veranderd: %(changed)s") % {"changed": line.changed})
    return "\n".join(said)
