"""Which documents there are, in which formats, and how each is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.paper import (
    afspraken,
    besluitnota,
    blanks,
    bomen,
    business_json,
    businesscase,
    kaartjes,
    poster,
    programma,
    samenvatting,
)
from schuifaan.apps.dossiers.paper.case import Case
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.ui.paper.blocks import Paper

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Document:
    """A document about a dossier (`build`), one that needs none (`blank`), or both.

    `made`: files that are not blocks on paper, by their extension.
    """

    slug: str
    title: str | Promise
    what_for: str | Promise
    formats: tuple[str, ...] = ("pdf",)
    build: Callable[[Case], Paper] | None = None
    blank: Callable[[Knowledge, str], Paper] | None = None
    made: Mapping[str, Callable[[Case], bytes]] = field(default_factory=dict)

    @property
    def template(self) -> Path:
        return HERE / f"{self.slug}.typ"


DOCUMENTS = (
    Document("besluitnota", _("Besluitnota"), _("De vraag, wat jullie weten, het advies, de afspraken en de open punten. Voor wie moet beslissen."), ("pdf", "docx"), besluitnota.build),
    Document("businesscase", _("Businesscase"), _("Wat de plek kost, wie betaalt en of het uitkomt, met elk bedrag uitgelegd. Voor wie over het geld beslist."), ("pdf", "docx", "json"), businesscase.build, made={"json": business_json.as_json}),
    Document("rekenblad", _("Rekenblad"), _("Dezelfde som met formules. Verander een getal en alle jaren rekenen mee."), ("xlsx",), made={"xlsx": businesscase.workbook}),
    Document("samenvatting", _("Quickscan in het kort"), _("Twee bladzijden, zonder namen van bewoners. Om uit te delen."), ("pdf",), samenvatting.build),
    Document("poster", _("Poster voor de bewonersavond"), _("Eén bladzijde met het idee, wat jullie al weten en wat jullie willen vragen."), ("pdf",), poster.build),
    Document("afspraken", _("Afsprakenblad"), _("Wie wat doet en tot wanneer, met ruimte voor handtekeningen."), ("pdf",), afspraken.build),
    Document("programma", _("Programma van eisen"), _("Wat de ruimte moet kunnen, van wie dat komt en waarom. Voor de architect."), ("pdf", "xlsx"), programma.build),
    Document("bomen", _("Beslisbomen"), _("De bomen bij een stille ruimte. In een dossier staat jullie weg erin."), ("pdf",), bomen.build, bomen.empty),
    Document("gesprekskaarten", _("Gesprekskaarten"), _("Open vragen voor een gesprek met bewoners, vier kaarten per blad."), ("pdf",), None, blanks.conversation_cards),
    Document("vragenlijst", _("Vragenlijst op papier"), _("In grote letters, met hokjes en lijnen. Zonder naam of adres."), ("pdf",), blanks.questionnaire_of, blanks.questionnaire),
    Document("notitieblad", _("Notitieblad"), _("Eén blad om op te schrijven wat je hoort, zonder namen."), ("pdf",), None, blanks.note_sheet),
    Document("gespreksleidraad", _("Gespreksleidraad"), _("Negen vragen voor een gesprek met een nieuwe vrijwilliger."), ("pdf",), None, blanks.talk_guide),
    Document("kaartjes", _("Kaartjes voor op het bord"), _("Wie hetzelfde graag doet, vindt elkaar via de gastvrouw of gastheer. Zonder namen van bewoners."), ("pdf",), kaartjes.build, kaartjes.empty),
    Document("dossier", _("Het hele dossier"), _("Alle antwoorden om verder mee te werken, of om ergens anders over te nemen."), ("json", "xlsx")),
)  # fmt: skip

BY_SLUG = {document.slug: document for document in DOCUMENTS}
