"""The agreement sheet: who does what until when, to sign."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.case import Case, sheet
from schuifaan.ui.paper.blocks import Block, Bullet, Bullets, Heading, Paper, Table, Words

LEAST_LINES_TO_SIGN = 4


def build(case: Case) -> Paper:
    plan = case.advice.management
    return sheet(
        case,
        _("Afspraken: %(title)s") % {"title": case.title},
        _blocks(case),
        subtitle=" · ".join(part for part in (case.type_name(plan.type), case.day(case.today)) if part),
        about=_("Wie wat doet, tot wanneer, en wie daarvoor tekent."),
    )


def _blocks(case: Case) -> Iterator[Block]:
    plan = case.advice.management
    agreed = [task for task in plan.tasks if task.party]
    if agreed:
        yield Table(
            (_("Taak"), _("Wie doet het"), _("Hoe vaak"), _("Betaald uit"), _("Tot en met")),
            tuple(
                (
                    task.name.said(case.language),
                    f"{task.party}\n" + _("Vervanger: %(name)s") % {"name": task.deputy} if task.deputy else task.party,
                    task.frequency,
                    task.paid_from,
                    case.day(task.until),
                )
                for task in agreed
            ),
            (30, 30, 18, 18, 18),
        )  # fmt: skip
    else:
        yield Words(_("Er zijn nog geen taken verdeeld. Schrijf hier op wie wat doet."))
        yield Table(
            (_("Taak"), _("Wie doet het"), _("Tot en met")), (("", "", ""),) * 6, (40, 40, 20), row_height=8
        )
    nobodys = [task for task in plan.open_tasks if task.is_required or task.is_own]
    if nobodys:
        yield Heading(_("Nog niemand doet dit"))
        yield Bullets(tuple(Bullet(task.name.said(case.language)) for task in nobodys))
    yield Heading(_("Handtekeningen"))
    yield Words(_("We houden ons aan deze afspraken. Elk jaar kijken we samen of ze nog kloppen."))
    parties = list(dict.fromkeys(task.party for task in agreed))
    names = parties + [""] * max(0, LEAST_LINES_TO_SIGN - len(parties))
    yield Table(
        (_("Voor"), _("Naam"), _("Datum"), _("Handtekening")),
        tuple((name, "", "", "") for name in names),
        (34, 26, 16, 30),
        row_height=6,
    )
