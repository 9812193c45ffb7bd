"""Writing down how it is in a municipality, and taking that away again."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from schuifaan.apps.dossiers.actions.own import require_own_handbook
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.models import LocalRule
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import Organisation, User


@transaction.atomic
def save_local_rule(
    *,
    organisation: Organisation,
    municipality_code: str,
    subject: str,
    answer: str,
    checked_on: date,
    by: User,
    now: datetime,
    note: str = "",
    url: str = "",
) -> LocalRule:
    """How one subject is in one municipality; what was written about it before is replaced."""
    require_own_handbook(by, organisation)
    rule = LocalRule(
        organisation=organisation,
        municipality_code=municipality_code,
        subject=subject,
        answer=answer,
        note=" ".join(note.split()),
        url=url,
        checked_on=checked_on,
        changed_at=now,
    )
    try:
        rule.clean_fields(exclude={"organisation"})
    except ValidationError as refused:
        field, messages = next(iter(refused.message_dict.items()))
        raise DossierError(messages[0], field=field) from None
    LocalRule.objects.bulk_create(
        [rule],
        update_conflicts=True,
        unique_fields=["organisation", "municipality_code", "subject"],
        update_fields=["answer", "note", "url", "checked_on", "changed_at"],
    )
    _note("handbook.local_rule_saved", rule, by=by, now=now)
    return LocalRule.objects.get(
        organisation=organisation, municipality_code=municipality_code, subject=subject
    )


@transaction.atomic
def remove_local_rule(*, rule: LocalRule, by: User, now: datetime) -> None:
    require_own_handbook(by, rule.organisation)
    _note("handbook.local_rule_removed", rule, by=by, now=now)
    rule.delete()


def _note(verb: str, rule: LocalRule, *, by: User, now: datetime) -> None:
    record(verb=verb, scope=rule.organisation.audit_scope, by=by, now=now, subject=str(rule))
