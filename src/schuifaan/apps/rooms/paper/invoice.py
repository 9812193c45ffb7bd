"""An invoice or credit note on paper: a tagged PDF with all the law asks, and a code to pay it with."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import segno
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from segno import helpers

from schuifaan.apps.rooms.enums import InvoiceKind, InvoiceStatus
from schuifaan.apps.rooms.models import Invoice, InvoiceLine
from schuifaan.apps.rooms.paper.invoice_texts import LOCALES, TEXTS
from schuifaan.apps.rooms.queries.payments import pay_address
from schuifaan.apps.rooms.wording_letters import one_line
from schuifaan.core.letting.payee import spaced
from schuifaan.core.letting.vat import EXEMPT
from schuifaan.ui.paper.printing import compile_pdf
from schuifaan.ui.paper.signs import Picture

TEMPLATE: Final = Path(__file__).with_suffix(".typ")
# What a code for a transfer can hold (EPC069-12).
MOST_CENTS: Final = 99_999_999_999
NAME_IN_CODE: Final = 70
WITH_BRANCH, WITHOUT_BRANCH = 11, 8


def printed_invoice(invoice: Invoice, *, at: datetime) -> bytes:
    return compile_pdf(TEMPLATE, invoice_data(invoice), at=at)


def invoice_data(invoice: Invoice) -> dict[str, Any]:
    """What stands on it, in the language of the party."""
    said = _Said(invoice.buyer.get("language", "nl"))
    is_credit = invoice.kind == InvoiceKind.CREDIT
    return {
        "title": said("credit" if is_credit else "invoice", reference=invoice.reference),
        "author": invoice.seller["name"],
        "about": said("about_credit" if is_credit else "about"),
        "language": said.language,
        "right_to_left": False,
        "large": False,
        "landscape": False,
        "foot": f"{invoice.seller['name']}, {invoice.reference}",
        "page_words": said("page"),
        "place": invoice.seller["place"],
        "sides": [_seller(invoice.seller, said), _buyer(invoice.buyer, said)],
        "facts": _facts(invoice, said),
        "head": [said(name) for name in ("what", "count", "unit", "vat", "amount")],
        "lines": [_line(one, invoice, said) for one in invoice.lines.all()],
        "totals": _totals(invoice, said),
        "total": [said("total_credit" if is_credit else "total"), said.euros(abs(invoice.total_cents))],
        "pay": None if is_credit else _pay(invoice, said),
        "online": _online(invoice, said),
        "after": said("back" if invoice.status != InvoiceStatus.CREDITED else "settled") if is_credit else "",
    }


def transfer_code(invoice: Invoice) -> Picture | None:
    """None when there is nothing to transfer, or more than a code can hold."""
    if invoice.kind == InvoiceKind.CREDIT or not 0 < invoice.total_cents <= MOST_CENTS:
        return None
    bic = invoice.seller.get("bic", "")
    code = helpers.make_epc_qr(
        name=one_line(invoice.seller["name"])[:NAME_IN_CODE],
        iban=invoice.seller["iban"],
        amount=Decimal(invoice.total_cents) / 100,
        text=one_line(invoice.reference),
        bic=bic if len(bic) in (WITH_BRANCH, WITHOUT_BRANCH) else None,
    )
    out = io.BytesIO()
    code.save(out, kind="svg", xmldecl=False, border=4, scale=4)
    return Picture(out.getvalue().decode())


class _Said:
    """The words, days and amounts of one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in TEXTS else "nl"
        self._locale, self._texts = LOCALES[self.language], TEXTS[self.language]

    def __call__(self, name: str, /, **values: object) -> str:
        return self._texts[name].format(**values) if values else self._texts[name]

    def euros(self, cents: int) -> str:
        return format_currency(Decimal(cents) / 100, "EUR", locale=self._locale)

    def day(self, on: date) -> str:
        return format_date(on, "d MMMM y", locale=self._locale)

    def number(self, value: Decimal) -> str:
        return format_decimal(value, locale=self._locale)


def _seller(seller: Mapping[str, Any], said: _Said) -> dict[str, Any]:
    ids = [
        said("trade", number=seller["trade_number"]) if seller["trade_number"] else "",
        said("vat_id", number=seller["vat_number"]) if seller["vat_number"] else "",
    ]
    lines = [seller["address"], _town(seller), *ids]
    return {"label": said("from"), "name": seller["name"], "lines": [one for one in lines if one]}


def _buyer(buyer: Mapping[str, Any], said: _Said) -> dict[str, Any]:
    if not buyer:
        return {"label": said("to"), "name": said("gone"), "lines": []}
    attention = buyer["contact_name"]
    lines = [
        said("attention", name=attention) if attention and attention != buyer["name"] else "",
        buyer["address"],
        _town(buyer),
        said("trade", number=buyer["trade_number"]) if buyer["trade_number"] else "",
        said("oin", number=buyer["oin"]) if buyer["oin"] else "",
    ]
    return {"label": said("to"), "name": buyer["name"], "lines": [one for one in lines if one]}


def _town(side: Mapping[str, Any]) -> str:
    return " ".join(part for part in (side["postcode"], side["town"]) if part)


def _facts(invoice: Invoice, said: _Said) -> list[dict[str, str]]:
    facts = [("number", invoice.reference), ("issued", said.day(invoice.issued_on))]
    if invoice.credits is not None:
        before = invoice.credits
        facts += [
            ("credits", f"{before.reference} ({said.day(before.issued_on)})"),
            ("reason", invoice.seller.get("reason", "")),
        ]
    else:
        facts.append(("due", said.day(invoice.due_on)))
    facts.append(("reference", invoice.buyer.get("reference", "")))
    return [{"label": said(name), "value": value} for name, value in facts if value]


def _line(line: InvoiceLine, invoice: Invoice, said: _Said) -> dict[str, str]:
    kept = next(one for one in invoice.seller["vat_totals"] if line.position in one["positions"])
    percentage = Decimal(kept["percentage"])
    return {
        "text": line.text,
        "count": said.number(line.quantity),
        "unit": said.euros(line.unit_cents),
        "vat": said("exempt_short") if line.vat == EXEMPT else f"{said.number(percentage)}%",
        "amount": said.euros(line.net_cents),
    }


def _totals(invoice: Invoice, said: _Said) -> list[list[str]]:
    rows = [[said("net"), said.euros(invoice.net_cents)]]
    for one in invoice.seller["vat_totals"]:
        amount = said.euros(one["net_cents"])
        percentage = said.number(Decimal(one["percentage"]))
        name = "exempt" if one["vat"] == EXEMPT else "high"
        rows.append([said(name, percentage=percentage, amount=amount), said.euros(one["vat_cents"])])
    return rows


def _pay(invoice: Invoice, said: _Said) -> dict[str, Any]:
    seller, code, amount = invoice.seller, transfer_code(invoice), said.euros(invoice.total_cents)
    iban, days = spaced(seller["iban"]), (invoice.due_on - invoice.issued_on).days
    rows = [
        ("account", iban), ("payee", seller["name"]), ("bic", seller.get("bic", "")), ("remark", invoice.reference),
    ]  # fmt: skip
    return {
        "title": said("pay"),
        "how": said("pay_how", amount=amount, day=said.day(invoice.due_on), days=days),
        "rows": [{"label": said(name), "value": value} for name, value in rows if value],
        "scan": said("scan" if code else "too_much"),
        "qr": code or "",
        "qr_alt": said("qr_alt", amount=amount, iban=iban, reference=invoice.reference),
    }


def _online(invoice: Invoice, said: _Said) -> dict[str, Any] | None:
    """While it is open, at a place that takes money online."""
    pay_url = pay_address(invoice)
    if not pay_url:
        return None
    out = io.BytesIO()
    segno.make(pay_url, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=4, scale=4)
    return {
        "how": said("online", address=pay_url),
        "qr": Picture(out.getvalue().decode()),
        "qr_alt": said("online_alt", reference=invoice.reference),
    }
