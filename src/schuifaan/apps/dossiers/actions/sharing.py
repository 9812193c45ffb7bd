"""Links for people without an account: made, and taken back."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.actions.commenting import IN_ONE_GO, TooMuchAtOnce
from schuifaan.apps.dossiers.actions.saving import (
    DossierError,
    LinkClosed,
    keep_answer,
    require,
    require_open,
)
from schuifaan.apps.dossiers.models import Answer, AnswerChange, Dossier, ShareLink
from schuifaan.apps.dossiers.queries.handbook import knowledge_for
from schuifaan.apps.dossiers.queries.shared import holds_address, questions_for
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User

TOKEN_BYTES = 24
VALID_FOR_DAYS = 60
LONGEST_DAYS = 366
MOST_LINKS = 100
# A whole meeting may hold the same link.
MOST_ANSWERS_THROUGH_A_LINK = 500


@transaction.atomic
def make_link(
    *,
    dossier: Dossier,
    label: str,
    until_date: date,
    by: User,
    now: datetime,
    step: str = "",
    may_answer: bool = False,
) -> ShareLink:
    """A link to read the dossier or one step of it, or to answer along at that step. Works until that day's end."""
    require(by, "dossiers.lead_dossier", dossier)
    require_open(dossier)
    if not label.strip():
        raise DossierError(_("Schrijf op voor wie de link is."), field="label")
    if may_answer and not step:
        raise DossierError(_("Kies de stap waarbij mensen mogen antwoorden."), field="step")
    if step and not knowledge_for(dossier).questions_of(step):
        raise DossierError(_("Bij deze stap valt niets te lezen of te antwoorden."), field="step")
    today = timezone.localdate(now)
    if not today <= until_date <= today + timedelta(days=LONGEST_DAYS):
        raise DossierError(_("Kies een dag vanaf vandaag, hoogstens een jaar vooruit."), field="until_date")
    if dossier.links.filter(revoked_at__isnull=True, expires_at__gt=now).count() >= MOST_LINKS:
        raise DossierError(_("Er werken al %(most)d links. Trek er eerst een in.") % {"most": MOST_LINKS})
    link = ShareLink.objects.create(
        dossier=dossier,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        label=label.strip()[:80],
        step=step,
        may_answer=may_answer,
        created_by=by,
        created_at=now,
        expires_at=timezone.make_aware(datetime.combine(until_date + timedelta(days=1), time.min)),
    )
    record(verb="dossier.link_made", scope=dossier.audit_scope, by=by, now=now, subject=link.label)
    return link


@transaction.atomic
def revoke_link(*, link: ShareLink, by: User, now: datetime) -> None:
    """From this moment the link shows nothing any more. What came in through it stays."""
    require(by, "dossiers.lead_dossier", link.dossier)
    if ShareLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=now):
        record(
            verb="dossier.link_revoked", scope=link.dossier.audit_scope, by=by, now=now, subject=link.label
        )


def answer_through_link(
    *, link: ShareLink, question_id: str, item: str, value: Mapping[str, Any], revision: int, now: datetime
) -> Answer:
    """Keep what somebody without an account answered: only questions the link opens, and never too much at once."""
    dossier = link.dossier
    require_open(dossier)
    if question_id not in {question.id for question in questions_for(link, knowledge_for(dossier))}:
        raise LinkClosed(_("Met deze link kun je hier niet antwoorden."))
    if (
        AnswerChange.objects.filter(via_link=link, at__gt=now - IN_ONE_GO).count()
        >= MOST_ANSWERS_THROUGH_A_LINK
    ):
        raise TooMuchAtOnce(_("Er is in korte tijd heel veel geschreven. Probeer het over een uur nog eens."))
    there = dossier.answers.filter(question=question_id, item=item).first()
    if there is not None and holds_address(there.value):
        raise LinkClosed(_("Dit antwoord verandert alleen het team."))
    return keep_answer(
        dossier=dossier,
        question_id=question_id,
        item=item,
        value=value,
        revision=revision,
        via=link,
        now=now,
    )
