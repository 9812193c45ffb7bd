"""Fixed choices about activities."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

# Up to here an activity is called cheap; above it its price is only said.
LOW_PRICE_CENTS: Final = 500


class ActivityKind(models.TextChoices):
    DROP_IN = "drop_in", _("inloop")
    MEAL = "meal", _("samen eten")
    COURSE = "course", _("cursus")
    CREATIVE = "creative", _("creatief")
    MOVEMENT = "movement", _("bewegen")
    GAMES = "games", _("spellen")
    MUSIC_FILM = "music_film", _("muziek en film")
    REPAIR = "repair", _("repareren")
    LANGUAGE = "language", _("taal")
    DIGITAL_HELP = "digital_help", _("hulp met computer en telefoon")
    HOMEWORK = "homework", _("hulp bij huiswerk")
    CELEBRATION = "celebration", _("feest")
    NEIGHBOURHOOD_MEETING = "neighbourhood_meeting", _("buurtoverleg")
    OUTDOORS = "outdoors", _("buiten")
    OTHER = "other", _("iets anders")


class ActivityStatus(models.TextChoices):
    DRAFT = "draft", _("concept")
    PUBLISHED = "published", _("zichtbaar")
    STOPPED = "stopped", _("gestopt")


class Professional(models.TextChoices):
    """Whether somebody is there for advice. "" is not known."""

    PRESENT = "present", _("er is iemand met een vak bij, voor raad")
    DELIBERATELY_NOT = "deliberately_not", _("bewust zonder hulpverleners")


class OrganiserKind(models.TextChoices):
    PLACE = "place", _("de plek zelf")
    RESIDENT = "resident", _("een bewoner")
    PARTNER = "partner", _("een andere organisatie")


class OccurrenceState(models.TextChoices):
    ON = "on", _("gaat door")
    MOVED = "moved", _("verplaatst")
    CANCELLED = "cancelled", _("gaat niet door")
    # On a public holiday, and nobody has said yet whether it goes on: on nobody's programme.
    ASK = "ask", _("nog niet bekend")
    # Somebody said it does not go on that holiday: never announced, so nothing to show as cancelled.
    SKIPPED = "skipped", _("slaat over")


# What residents get to see.
SHOWN_STATES: Final = (OccurrenceState.ON, OccurrenceState.MOVED, OccurrenceState.CANCELLED)


class PublicHolidays(models.TextChoices):
    """What a series does on a public holiday; the values are those of core.timeline.pauses."""

    KEEP = "keep", _("gaat gewoon door")
    SKIP = "skip", _("slaat over")
    ASK = "ask", _("vraag het mij per feestdag")


class SchoolRegion(models.TextChoices):
    NORTH = "north", _("regio Noord")
    MIDDLE = "middle", _("regio Midden")
    SOUTH = "south", _("regio Zuid")


class SignUpState(models.TextChoices):
    PLACED = "placed", _("heeft een plaats")
    WAITING = "waiting", _("staat op de wachtlijst")
    CANCELLED = "cancelled", _("afgemeld")


class ContactBy(models.TextChoices):
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("telefoon")
    NONE = "none", _("niet nodig")


class SuggestionKind(models.TextChoices):
    IDEA = "idea", _("een idee")
    OFFER = "offer", _("ik wil dit zelf doen")


class SuggestionState(models.TextChoices):
    NEW = "new", _("nieuw")
    ACCEPTED = "accepted", _("wordt een activiteit")
    DECLINED = "declined", _("nu niet")


class CalendarProblem(models.TextChoices):
    """Why a calendar could not be read; the agenda then stays as it was."""

    NOT_FOUND = "not_found", _("op dit adres staat geen agenda")
    NOT_ALLOWED = "not_allowed", _("dit adres mogen we niet ophalen")
    NO_ANSWER = "no_answer", _("het adres geeft geen antwoord")
    TOO_LARGE = "too_large", _("de agenda is te groot")
    NOT_A_CALENDAR = "not_a_calendar", _("dit is geen agenda die we kunnen lezen")
    OURS = "ours", _("dit is onze eigen agenda")
    # Until it has been so for a day: a mistake elsewhere must not empty the agenda here.
    EMPTY = "empty", _("de agenda is opeens leeg")
