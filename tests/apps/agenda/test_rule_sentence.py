from datetime import date, datetime

import pytest
from django.utils import translation

from schuifaan.apps.agenda.rule_sentence import rule_sentence
from schuifaan.core.timeline.recurrence import parse_rule

FIRST = datetime(2026, 12, 14, 12, 0)

SAID = [
    ("FREQ=DAILY", "elke dag", "every day"),
    ("FREQ=DAILY;INTERVAL=3", "elke 3 dagen", "every 3 days"),
    ("FREQ=WEEKLY", "elke maandag", "every Monday"),
    ("FREQ=WEEKLY;BYDAY=TU,TH", "elke dinsdag en donderdag", "every Tuesday and Thursday"),
    (
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "elke dag van maandag tot en met vrijdag",
        "every day from Monday to Friday",
    ),
    ("FREQ=WEEKLY;INTERVAL=2", "om de week op maandag", "every other week on Monday"),
    ("FREQ=WEEKLY;INTERVAL=3;BYDAY=FR", "elke 3 weken op vrijdag", "every 3 weeks on Friday"),
    ("FREQ=MONTHLY;BYDAY=2MO", "elke tweede maandag van de maand", "every second Monday of the month"),
    (
        "FREQ=MONTHLY;BYDAY=1TU,3TU",
        "elke eerste en derde dinsdag van de maand",
        "every first and third Tuesday of the month",
    ),
    ("FREQ=MONTHLY;BYDAY=-1FR", "elke laatste vrijdag van de maand", "every last Friday of the month"),
    ("FREQ=MONTHLY;BYMONTHDAY=15", "elke maand op de 15e", "every month on day 15"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "elke maand op de laatste dag", "every month on the last day"),
    ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "elk jaar op 24 december", "every year on 24 December"),
    (
        "FREQ=WEEKLY;UNTIL=20270630T235959",
        "elke maandag, tot en met woensdag 30 juni 2027",
        "every Monday, until Wednesday 30 June 2027",
    ),
    ("FREQ=WEEKLY;COUNT=10", "elke maandag, 10 keer", "every Monday, 10 times"),
    ("FREQ=YEARLY;BYWEEKNO=20", "op wisselende dagen", "on varying days"),
]


@pytest.mark.parametrize(("rule", "dutch", "english"), SAID)
def test_a_rule_is_said_as_people_say_it(rule: str, dutch: str, english: str) -> None:
    assert rule_sentence(parse_rule(rule), FIRST, today=date(2026, 11, 21)) == dutch
    with translation.override("en"):
        assert rule_sentence(parse_rule(rule), FIRST, today=date(2026, 11, 21)) == english
