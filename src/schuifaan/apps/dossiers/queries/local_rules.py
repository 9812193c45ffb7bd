"""How it is in a municipality, for a dossier there: what the municipality says goes before what others found."""

from dataclasses import dataclass
from datetime import date

from schuifaan.apps.dossiers.enums import LocalSubject
from schuifaan.apps.dossiers.models import Dossier, LocalRule
from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.geography.queries import municipalities
from schuifaan.apps.people.enums import OrganisationKind
from schuifaan.apps.people.models import Organisation
from schuifaan.core.method.finance.facts import Local


@dataclass(frozen=True, slots=True)
class LocalLine:
    """One rule in a list, with the name of its municipality where that is loaded."""

    pk: int
    municipality: str
    subject: str
    answer: str
    note: str
    url: str
    checked_on: date


def local_rules_of(organisation: Organisation) -> tuple[LocalLine, ...]:
    names = _names()
    lines = (
        LocalLine(
            pk=rule.pk,
            municipality=names.get(rule.municipality_code, rule.municipality_code),
            subject=str(rule.get_subject_display()),
            answer=str(rule.get_answer_display()),
            note=rule.note,
            url=rule.url,
            checked_on=rule.checked_on,
        )
        for rule in LocalRule.objects.filter(organisation=organisation)
    )
    return tuple(sorted(lines, key=lambda line: (line.municipality, line.subject)))


def local_rule_at(organisation: Organisation, pk: int) -> LocalRule | None:
    return LocalRule.objects.select_related("organisation").filter(organisation=organisation, pk=pk).first()


def municipality_choices() -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in municipalities()]


def municipality_of(dossier: Dossier) -> str:
    """The code of the municipality the dossier is in: of its neighbourhood, else of its organisation."""
    if dossier.neighbourhood is not None:
        return dossier.neighbourhood.municipality_id
    return dossier.organisation.municipality_code if dossier.organisation is not None else ""


def local_for(dossier: Dossier) -> Local:
    """What is known of the dossier's municipality; nothing known is unknown, never no."""
    code = municipality_of(dossier)
    if not code:
        return Local()
    found: dict[str, LocalRule] = {}
    rules = LocalRule.objects.select_related("organisation").filter(municipality_code=code)
    for rule in rules:
        of_the_municipality = (
            rule.organisation.kind == OrganisationKind.MUNICIPALITY
            and rule.organisation.municipality_code == code
        )
        if of_the_municipality or (
            rule.organisation_id == dossier.organisation_id and rule.subject not in found
        ):
            found[rule.subject] = rule
    answers = {subject: rule.answer for subject, rule in found.items()}
    return Local(
        wmo_bought=answers.get(LocalSubject.WMO_DAY_CARE, "unknown"),
        bylaw=answers.get(LocalSubject.DRINKS_BYLAW, "unknown"),
        notes={subject: rule.note for subject, rule in found.items() if rule.note},
        name=_names().get(code, code),
    )


def _names() -> dict[str, str]:
    return dict(Municipality.objects.values_list("code", "name"))
