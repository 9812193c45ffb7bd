"""The catalogue of "getting in" facts: what each is, how it is written and what A11yJSON calls it."""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FactKind(Enum):
    YES_NO = "yes_no"
    CENTIMETRES = "cm"
    METRES = "m"
    COUNT = "count"
    TEXT = "text"


class FactGroup(Enum):
    ENTRANCE = "entrance"
    INSIDE = "inside"
    COMING = "coming"
    STAYING = "staying"


GROUP_LABELS: dict[FactGroup, Promise] = {
    FactGroup.ENTRANCE: _("De ingang"),
    FactGroup.INSIDE: _("Binnen"),
    FactGroup.STAYING: _("Rustig kunnen zijn"),
    FactGroup.COMING: _("Er komen"),
}


@dataclass(frozen=True)
class FactDefinition:
    """One fact about getting in. `yes` and `no` are what a visitor reads."""

    key: str
    group: FactGroup
    kind: FactKind
    label: Promise
    yes: Promise | None = None
    no: Promise | None = None


def _fact(  # noqa: PLR0917 - a table reads best by position
    key: str,
    group: FactGroup,
    kind: FactKind,
    label: Promise,
    yes: Promise | None = None,
    no: Promise | None = None,
) -> tuple[str, FactDefinition]:
    return key, FactDefinition(key, group, kind, label, yes, no)


_E, _I, _C, _S = FactGroup.ENTRANCE, FactGroup.INSIDE, FactGroup.COMING, FactGroup.STAYING
_YN, _CM, _M, _N, _T = FactKind.YES_NO, FactKind.CENTIMETRES, FactKind.METRES, FactKind.COUNT, FactKind.TEXT

FACTS: dict[str, FactDefinition] = dict(
    (
        _fact("step_free", _E, _YN, _("Zonder drempel of trede"), _("Geen trede bij de ingang"), _("Er is een trede bij de ingang")),
        _fact("step_height_cm", _E, _CM, _("Hoogte van de trede")),
        _fact("step_count", _E, _N, _("Aantal treden")),
        _fact("has_ramp", _E, _YN, _("Hellingbaan of oprijplaat"), _("Er is een hellingbaan of oprijplaat"), _("Er is geen hellingbaan of oprijplaat")),
        _fact("door_width_cm", _E, _CM, _("Breedte van de deur")),
        _fact("threshold_cm", _E, _CM, _("Hoogte van de drempel")),
        _fact("automatic_door", _E, _YN, _("Deur gaat vanzelf open"), _("De deur gaat vanzelf open"), _("De deur moet je zelf openduwen")),
        _fact("visible_bell", _E, _YN, _("Duidelijke bel"), _("Er is een bel die je goed ziet"), _("Er is geen bel")),
        _fact("door_open", _E, _YN, _("Deur staat open"), _("De deur staat open als we open zijn"), _("De deur is dicht, ook als we open zijn")),
        _fact("accessible_toilet", _I, _YN, _("Rolstoeltoilet"), _("Er is een toilet voor rolstoelen"), _("Er is geen toilet voor rolstoelen")),
        _fact("baby_changing", _I, _YN, _("Plek om een baby te verschonen"), _("Je kunt hier een baby verschonen"), _("Er is geen verschoonplek")),
        _fact("wheelchair_path_width_cm", _I, _CM, _("Breedte van de looproute binnen")),
        _fact("lift", _I, _YN, _("Lift"), _("Er is een lift"), _("Er is geen lift")),
        _fact("hearing_loop", _I, _YN, _("Ringleiding"), _("Er is een ringleiding voor je hoortoestel"), _("Er is geen ringleiding")),
        _fact("well_lit", _I, _YN, _("Goed licht"), _("Het is er goed verlicht"), _("Het is er wat donker")),
        _fact("assistance_dog", _I, _YN, _("Hulphond"), _("Je hulphond mag mee naar binnen"), _("Honden kunnen niet mee")),
        _fact("pay_cash", _I, _YN, _("Contant betalen"), _("Je kunt contant betalen"), _("Je kunt niet contant betalen")),
        _fact("guest_wifi", _I, _YN, _("Wifi"), _("Er is wifi voor bezoekers"), _("Er is geen wifi voor bezoekers")),
        _fact("quiet_corner", _S, _YN, _("Rustige hoek"), _("Er is een rustige hoek"), _("Er is geen rustige hoek")),
        _fact("low_stimulus", _S, _YN, _("Weinig prikkels"), _("Het is hier rustig: weinig geluid en zacht licht"), _("Het kan hier druk zijn")),
        _fact("parking_accessible", _C, _YN, _("Parkeerplaats voor rolstoelen"), _("Er is een brede parkeerplaats vlakbij"), _("Er is geen brede parkeerplaats")),
        _fact("parking_distance_m", _C, _M, _("Afstand tot de parkeerplaats")),
        _fact("bus_stop", _C, _T, _("Bushalte")),
        _fact("bus_stop_distance_m", _C, _M, _("Afstand tot de bushalte")),
        _fact("fetch_service", _C, _YN, _("Iemand kan je ophalen"), _("Iemand kan je thuis ophalen"), _("Niemand kan je ophalen")),
        _fact("fetch_phone", _C, _T, _("Bel om opgehaald te worden")),
    )
)  # fmt: skip
