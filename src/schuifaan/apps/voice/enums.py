"""Fixed choices about being heard."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Who says something is reached in the same ways as who signs up.
from schuifaan.apps.agenda.enums import ContactBy as ContactBy

# ------------------------------------------------------------------ the welcome self-check


class Choice(models.TextChoices):
    """What a team says of one tip; the values are those of core.method.welcome. None is better than another."""

    DOING = "doing", _("dit doen we")
    TRYING = "trying", _("dit willen we proberen")
    NOT_FOR_US = "not_for_us", _("niet voor ons, of niet nu")
    UNKNOWN = "unknown", _("weten we niet")


class TryState(models.TextChoices):
    NOW = "now", _("hier gaan we mee aan de slag")
    LATER = "later", _("bewaard voor later")
    DONE = "done", _("geprobeerd")


# ------------------------------------------------------------------ wishes and goals


class PollState(models.TextChoices):
    DRAFT = "draft", _("concept")
    OPEN = "open", _("open")
    CLOSED = "closed", _("afgesloten")


class QuestionKind(models.TextChoices):
    CHOOSE = "choose", _("aankruisen")
    FREE = "free", _("zelf opschrijven")


class Way(models.TextChoices):
    """How somebody said it. It says how a wish came in, never from whom."""

    ONLINE = "online", _("via telefoon of computer")
    PAPER = "paper", _("op papier")
    TALK = "talk", _("in een gesprek")
    DOOR = "door", _("aan de deur")


class LineState(models.TextChoices):
    """A line somebody wrote: nobody outside the team sees it before somebody has looked at it."""

    NEW = "new", _("nog niet bekeken")
    SHOWN = "shown", _("mag iedereen lezen")
    KEPT = "kept", _("alleen voor het team")


class GoalState(models.TextChoices):
    LIVES = "lives", _("leeft")
    REACHED = "reached", _("bereikt")
    LET_GO = "let_go", _("losgelaten")


# ------------------------------------------------------------------ signals


class SignalKind(models.TextChoices):
    WISH = "wish", _("een wens")
    IDEA = "idea", _("een idee")
    COMPLIMENT = "compliment", _("een compliment")
    COMPLAINT = "complaint", _("een klacht")
    BROKEN = "broken", _("er is iets kapot")
    RULE = "rule", _("een regel die in de weg zit")
    NEW_PLACE = "new_place", _("een plek die er nog niet is")


class Desk(models.TextChoices):
    """Who reads it first."""

    PLACE = "place", _("de plek zelf")
    MUNICIPALITY = "municipality", _("de gemeente")


class AboutPerson(models.TextChoices):
    """Whether it is about somebody who works there: then it does not come before that person."""

    NO = "no", _("nee")
    MEMBER = "member", _("ja, over iemand van het team")
    UNNAMED = "unnamed", _("ja, maar ik zeg liever niet over wie")


class MatterState(models.TextChoices):
    # It looks like what a machine sends: on nobody's list until somebody lets it through.
    HELD = "held", _("tegengehouden")
    RECEIVED = "received", _("ontvangen")
    LOOKED_AT = "looked_at", _("bekeken")
    ANSWERED = "answered", _("beantwoord")
    CLOSED = "closed", _("afgerond")


# What asks for an answer.
OPEN_STATES: Final = (MatterState.RECEIVED, MatterState.LOOKED_AT)


class Outcome(models.TextChoices):
    """What became of what somebody said; source: the feedback table of Maastricht (reference/city.md, 9.7)."""

    ADOPTED = "adopted", pgettext_lazy("outcome", "overgenomen")
    PARTLY = "partly", _("deels overgenomen")
    NOT = "not", pgettext_lazy("outcome", "niet overgenomen")
    CARRYING_OUT = "carrying_out", _("wordt uitgevoerd")
    RUNNING = "running", _("loopt al, op een andere plek")


# ------------------------------------------------------------------ rounds


class RoundKind(models.TextChoices):
    CONSULTATION = "consultation", _("een voorstel met reacties")
    VISITS = "visits", _("gesprekken in de wijk")
    DOCUMENT = "document", _("een plan dat wordt bijgesteld")


class MeetingKind(models.TextChoices):
    DISTRICT_VISIT = "district_visit", _("gesprek in de wijk")
    BOARD = "board", _("gesprek met besturen")
    COUNCIL = "council", _("vergadering van de raad")
    CITY_ROUND = "city_round", _("bijeenkomst voor de hele stad")
    TEAM = "team", _("gesprek op de plek")
    OTHER = "other", _("iets anders")


class BurdenState(models.TextChoices):
    """What the municipality says of the proposal to ask something only once."""

    OPEN = "open", _("nog geen antwoord")
    ASKED_ONCE = "asked_once", _("vanaf nu één keer vragen")
    LIGHTER = "lighter", _("het wordt makkelijker")
    STAYS = "stays", _("het blijft zo")


# ------------------------------------------------------------------ looking back


class PointKind(models.TextChoices):
    KEEP = "keep", _("zo houden")
    CHANGE = "change", _("anders doen")
    STOP = "stop", _("mee stoppen")
