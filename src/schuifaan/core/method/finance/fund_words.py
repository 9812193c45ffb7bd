"""How the funds are spoken of: who asks, what for, amounts and days."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.knowledge.money import ApplicantKind, Purpose

WHO: Mapping[ApplicantKind, Text] = {
    "residents_group": Text(nl="een groep bewoners", en="a group of residents"),
    "foundation_association": Text(nl="een stichting of vereniging", en="a foundation or association"),
    "housing_association": Text(nl="een woningcorporatie", en="a housing association"),
    "municipality": Text(nl="een gemeente", en="a municipality"),
}
WHAT: Mapping[Purpose, Text] = {
    "furnishing": Text(nl="inrichting", en="furnishing"),
    "building": Text(nl="bouw of verbouwing", en="building or conversion"),
    "activity": Text(nl="een activiteit", en="an activity"),
    "sustainability": Text(nl="verduurzamen", en="making a building sustainable"),
    "older_people": Text(nl="ouderen", en="older people"),
    "young_people": Text(nl="jongeren", en="young people"),
    "vulnerable_people": Text(nl="mensen in een kwetsbare positie", en="people in a vulnerable position"),
    "culture": Text(nl="cultuur", en="culture"),
    "running_costs": Text(nl="vaste kosten", en="fixed costs"),
}
MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def joined(purposes: tuple[Purpose, ...]) -> Text:
    """Say "inrichting, een activiteit en ouderen"."""
    words = [WHAT[one] for one in purposes]

    def together(parts: list[str], last: str) -> str:
        return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"

    return Text(nl=together([one.nl for one in words], "en"), en=together([one.en for one in words], "and"))


def said_euros(euros: Decimal) -> Text:
    """Say € 1.500, and € 1.500,50 when there are cents."""
    english = f"{euros:,.2f}" if euros % 1 else f"{euros:,.0f}"
    dutch = english.translate(str.maketrans(",.", ".,"))
    return Text(nl=f"€ {dutch}", en=f"€ {english}")


def said_day(day: date) -> Text:
    """Say 3 maart 2027."""
    dutch, english = (f"{day.day} {MONTHS[one][day.month - 1]} {day.year}" for one in ("nl", "en"))
    return Text(nl=dutch, en=english)


def capital(text: Text) -> Text:
    return Text(nl=text.nl[0].upper() + text.nl[1:], en=text.en[0].upper() + text.en[1:])
