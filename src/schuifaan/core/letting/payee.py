"""The numbers a payee goes by: an account, a trade register and a tax number, each written in one way."""

import re

_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.ASCII)
# Of the countries in the euro payment area whose number is most likely to be typed here.
_LENGTHS = {"NL": 18, "BE": 16, "DE": 22, "FR": 27, "LU": 20}
_BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?", re.ASCII)
_TRADE = re.compile(r"\d{8}", re.ASCII)
_VAT = re.compile(r"NL\d{9}B\d{2}", re.ASCII)
_REST = 97


class NotThatNumber(ValueError):  # noqa: N818 - it says what happened
    """The text is no number of this kind; `why` is "form" or "check" (a digit is wrong)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def iban(text: str) -> str:
    """Without spaces, in capitals; the check digits are worked out (ISO 13616: the rest by 97 is 1)."""
    number = _bare(text)
    if not _IBAN.fullmatch(number) or len(number) != _LENGTHS.get(number[:2], len(number)):
        raise NotThatNumber("form")
    turned = number[4:] + number[:4]
    if int("".join(str(int(sign, 36)) for sign in turned)) % _REST != 1:
        raise NotThatNumber("check")
    return number


def bic(text: str) -> str:
    return _of_form(_BIC, text)


def trade_number(text: str) -> str:
    """Of the trade register: eight digits."""
    return _of_form(_TRADE, text)


def vat_number(text: str) -> str:
    """NL, nine digits, B, two digits. Whose it is, only the tax office knows."""
    return _of_form(_VAT, text)


def spaced(number: str) -> str:
    """In fours, as it stands on a bank card."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def _of_form(form: re.Pattern[str], text: str) -> str:
    number = _bare(text)
    if not form.fullmatch(number):
        raise NotThatNumber("form")
    return number


def _bare(text: str) -> str:
    return re.sub(r"[\s.\-]", "", text).upper()
