"""The post of rooms: what a party must hear of its bookings, and the summary of the day, by mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.utils import translation
from django.utils.text import slugify

from schuifaan.apps.people import post
from schuifaan.apps.rooms.actions.writing import language_in
from schuifaan.apps.rooms.models import Invoice, Letter
from schuifaan.apps.rooms.paper.invoice import printed_invoice
from schuifaan.apps.rooms.queries.letter_facts import contact_of
from schuifaan.apps.rooms.wording_invoices import paper_stayed_behind

logger = structlog.get_logger(__name__)


class _Letters(post.Outbox[Letter]):
    name = "room_letters"
    # Of a resident the subject may hold a name.
    forgets = {"to": "", "subject": "", "text": "", "html": ""}

    def waiting(self, now: datetime) -> QuerySet[Letter]:
        found = Letter.objects.filter(taken_at__isnull=True, done_at__isnull=True, refused=False)
        return found.filter(try_at__lte=now).select_related("place", "invoice__credits")

    def mail_of(self, letter: Letter, *, now: datetime) -> EmailMessage:
        contact = contact_of(letter.place)
        # Who answers, answers the place.
        headers = {"Reply-To": contact.email} if contact and contact.email else None
        text, html, papers = letter.text, letter.html, []
        if letter.invoice is not None:
            try:
                papers = [_paper_of(letter.invoice, now)]
            except Exception:
                # Better a letter without it than none; as plain text only, so that this is read first.
                logger.exception("letter_without_paper", letter=letter.pk, invoice=letter.invoice_id)
                text, html = _without_paper(letter.invoice, text), ""
        return post.one_mail(
            to=letter.to, subject=letter.subject, text=text, html=html, headers=headers, papers=papers
        )


def _paper_of(invoice: Invoice, now: datetime) -> post.Paper:
    """Made now: of a letter that waits nothing big is kept."""
    return post.Paper(
        f"{slugify(invoice.reference)}.pdf", printed_invoice(invoice, at=now), "application/pdf"
    )


def _without_paper(invoice: Invoice, text: str) -> str:
    with translation.override(language_in(invoice.buyer.get("language", ""))):
        return f"{paper_stayed_behind()}\n\n{text}"


def send_letter(*, letter_id: int, now: datetime) -> bool:
    """Whether this call sent it. Not, when another has it or had it, or when its time has not come."""
    return post.send_one(_Letters(), pk=letter_id, clock=lambda: now).sent == 1


def send_waiting_letters(*, clock: Callable[[], datetime]) -> int:
    """What was left lying: nobody asked for it, or the mail server was away. How many went."""
    return post.send_waiting(_Letters(), clock=clock).sent
