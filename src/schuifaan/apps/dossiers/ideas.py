"""Ideas residents can tick instead of having to think up everything themselves."""

from dataclasses import dataclass
from functools import cache

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WANTED = "needs.wanted"
WISHED_USE = "needs.wished_use"
WISHED_PLACE = "needs.wished_place"
CONTRIBUTION = "needs.contribution"
NEEDED = "needs.needed"


@dataclass(frozen=True, slots=True)
class Idea:
    id: str
    text: str | Promise


# Which field of the dossier's question takes the wishes over.
WISH_FIELDS = {WISHED_USE: "wishes", WISHED_PLACE: "places", CONTRIBUTION: "offers", NEEDED: "needs"}
# What can be said to the first question; the ids are those of a yes-or-no answer in the dossier.
SAID_OF_WANTED: dict[str, str | Promise] = {"yes": _("ja"), "no": _("nee"), "unknown": _("weet ik niet")}

IDEAS: dict[str, tuple[Idea, ...]] = {
    WISHED_USE: (
        Idea("eating", _("samen eten")),
        Idea("coffee", _("koffie of thee drinken")),
        Idea("games", _("spelletjes doen of kaarten")),
        Idea("crafts", _("knutselen of handwerken")),
        Idea("moving", _("bewegen of dansen")),
        Idea("music", _("muziek maken of zingen")),
        Idea("language", _("een taal oefenen")),
        Idea("computer", _("hulp met telefoon of computer")),
        Idea("homework", _("hulp bij huiswerk")),
        Idea("repairing", _("spullen repareren")),
        Idea("film", _("samen een film kijken")),
        Idea("gardening", _("tuinieren")),
        Idea("children", _("iets doen met kinderen")),
        Idea("meeting", _("vergaderen met bewoners")),
    ),
    WISHED_PLACE: (
        Idea("own_building", _("in het gebouw waar ik woon")),
        Idea("existing", _("in een plek die er al is")),
        Idea("shops", _("vlak bij de winkels")),
        Idea("park", _("bij een park of speeltuin")),
        Idea("school", _("bij een school")),
        Idea("ground_floor", _("gelijkvloers, zonder trap")),
        Idea("outdoors", _("buiten, zoals op een plein")),
    ),
    CONTRIBUTION: (
        Idea("pouring", _("koffie of thee schenken")),
        Idea("cooking", _("koken of bakken")),
        Idea("welcoming", _("mensen welkom heten")),
        Idea("opening", _("de deur openen en sluiten")),
        Idea("tidying", _("opruimen of schoonmaken")),
        Idea("odd_jobs", _("klussen of in de tuin werken")),
        Idea("organising", _("iets organiseren")),
        Idea("showing", _("anderen leren wat ik kan")),
        Idea("telling", _("de buurt vertellen wat er te doen is")),
    ),
    NEEDED: (),
}


@cache
def kept_text(idea: Idea) -> str:
    """How a ticked idea is kept: in Dutch, whatever language the page was in."""
    with translation.override("nl"):
        return str(idea.text)
