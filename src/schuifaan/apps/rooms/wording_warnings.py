"""How what the law and the owner say against a booking is put, and where it stands."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schuifaan.core.letting.legal import Finding, Rule
from schuifaan.ui.speech import euros

_SOURCES: Final[dict[Rule, tuple[str | Promise, str]]] = {
    Rule.RESIDENTS_RENT: (
        gettext_lazy("Besluit huurprijzen woonruimte; handboek, bijlage 2 (regel IC5)"),
        "https://wetten.overheid.nl/BWBR0003237/2026-01-01",
    ),
    Rule.COMMERCIAL_SHARE: (
        gettext_lazy("Handreiking maatschappelijk vastgoed; handboek, bijlage 2 (regel IC8)"),
        "https://www.volkshuisvestingnederland.nl/onderwerpen/woningwet-btiv-en-rtiv/documenten/publicaties/2022/11/29/handreiking-mog-en-bog",
    ),
    Rule.EXCLUDED_USE: (gettext_lazy("De overeenkomst over het gebouw; handboek, bijlage 3"), ""),
    Rule.NO_LETTING: (
        gettext_lazy("De overeenkomst over het gebouw; handboek, bijlage 3 (artikel 2.3 en 3.3)"),
        "",
    ),
    Rule.COMMERCIAL_PRICE: (gettext_lazy("Handboek, bijlage 2 (regel IC11)"), ""),
    Rule.PARTIES: (
        gettext_lazy("De verordening van je gemeente, artikel 4 van de Alcoholwet"),
        "https://www.loketgezondleven.nl/gezonde-gemeente/alcohol/integrale-aanpak/pijler-regelgeving-en-handhaving/paracommercieel",
    ),
    Rule.ALCOHOL: (gettext_lazy("Alcoholwet, artikel 3"), "https://wetten.overheid.nl/BWBR0002458/"),
}


def source_of(rule: Rule) -> tuple[str, str]:
    """Where it stands, and an address to read it when there is one."""
    said, url = _SOURCES[rule]
    return str(said), url


def words_of(finding: Finding) -> str:
    """What is wrong, with its figures; of what is unknown, what to look up."""
    return (_DOUBTS if finding.unknown else _WORDS)[finding.rule](finding)


def _number(value: Decimal | int) -> str:
    plain = Decimal(value).normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    return number_format(plain, decimal_pos=places, use_l10n=True)


def _residents_rent(finding: Finding) -> str:
    return _(
        "De bewoners betalen deze ruimte in hun huur. Dan mag niemand anders ervoor betalen, ook niet één keer. "
        "Hier zou het om %(price)s gaan."
    ) % {"price": euros(int(finding.figures["pays_cents"]))}


def _share(finding: Finding) -> str:
    figures = finding.figures
    return _(
        "Bedrijven hebben dan %(m2)s van de %(gross)s m², dat is %(percent)s%%. In maatschappelijk vastgoed is "
        "dat hoogstens %(limit)s%%."
    ) % {
        "m2": _number(figures["commercial_m2"]),
        "gross": _number(figures["gross_floor_m2"]),
        "percent": _number(figures["percent"]),
        "limit": _number(figures["limit_percent"]),
    }


def _excluded(finding: Finding) -> str:
    del finding
    return _("Volgens de overeenkomst over het gebouw mag de ruimte hier niet voor gebruikt worden.")


def _no_letting(finding: Finding) -> str:
    return _(
        "Volgens de overeenkomst over het gebouw mag je niet verhuren aan anderen. Hier zou %(price)s betaald worden."
    ) % {"price": euros(int(finding.figures["pays_cents"]))}


def _price(finding: Finding) -> str:
    return _(
        "Dit kost %(price)s per uur. Boven %(highest)s per uur is het geen prijs meer voor de buurt, maar een "
        "prijs als bij een bedrijf."
    ) % {
        "price": euros(int(finding.figures["cents_per_hour"])),
        "highest": euros(int(finding.figures["highest_cents"])),
    }


def _parties(finding: Finding) -> str:
    allowed = int(finding.figures["allowed"])
    return ngettext(
        "Dit wordt feest nummer %(nth)s van dit jaar. De gemeente staat er %(allowed)s toe.",
        "Dit wordt feest nummer %(nth)s van dit jaar. De gemeente staat er %(allowed)s toe.",
        allowed,
    ) % {"nth": finding.figures["parties"], "allowed": allowed}


def _alcohol(finding: Finding) -> str:
    del finding
    return _("Er wordt alcohol geschonken, en de plek heeft daar geen vergunning voor.")


def _share_unknown(finding: Finding) -> str:
    return _(
        "Een bedrijf huurt hier. Samen mogen bedrijven hoogstens %(limit)s%% van het gebouw hebben. Of dat zo is, "
        "weten we niet: vul de oppervlakte van het gebouw en van de ruimtes in."
    ) % {"limit": _number(finding.figures["limit_percent"])}


def _parties_unknown(finding: Finding) -> str:
    del finding
    return _("Hoeveel feesten hier per jaar mogen, is niet ingevuld. Vraag het de gemeente.")


def _alcohol_unknown(finding: Finding) -> str:
    del finding
    return _("Er wordt alcohol geschonken. Of de plek daar een vergunning voor heeft, is niet ingevuld.")


_Words = Callable[[Finding], str]
_WORDS: Final[dict[Rule, _Words]] = {
    Rule.RESIDENTS_RENT: _residents_rent,
    Rule.COMMERCIAL_SHARE: _share,
    Rule.EXCLUDED_USE: _excluded,
    Rule.NO_LETTING: _no_letting,
    Rule.COMMERCIAL_PRICE: _price,
    Rule.PARTIES: _parties,
    Rule.ALCOHOL: _alcohol,
}
_DOUBTS: Final[dict[Rule, _Words]] = {
    Rule.COMMERCIAL_SHARE: _share_unknown,
    Rule.PARTIES: _parties_unknown,
    Rule.ALCOHOL: _alcohol_unknown,
}
