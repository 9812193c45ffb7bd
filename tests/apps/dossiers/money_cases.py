"""A room of 90 m² with forty homes around it, as a dossier with its money filled in."""

import copy
from typing import Any

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.people.models import User
from tests.apps.dossiers.results_cases import Plain, fill
from tests.factories.dossiers import make_dossier

ATRIUM = "<b>'t Atrium</b>"
YEARLY_RENT = {"what": "Huur", "kind": "rent", "amount": 1000000, "per": "year"}
RENTER = {
    "name": "Thuiszorg",
    "kind": "care_welfare",
    "pays_as": "room_hire_structural",
    "per_year": 588000,
    "chance": "100",
}

FULL: Plain = {
    "type.choice": {"": {"type": "place_type.senior_complex_room"}},
    "partners.parties": {
        "zorg": {"name": "Thuiszorg Maas", "euros": 600000, "hours": "4", "goods": ["20 stoelen"]},
    },
    "money.room": {
        "": {"owner": "housing_association", "building": "existing", "gross_m2": "90", "usable_m2": "80"}
    },
    "money.homes": {"": {"dwellings": "40", "share_55": "80", "distance_m": "20", "care_homes": "no"}},
    "money.use": {
        "": {
            "access": "neighbourhood",
            "entrepreneur": "no",
            "day_care": "yes",
            "alcohol": "no",
            "catering": "no",
            "social_prices": "yes",
            "back_to_room": "yes",
        }
    },
    "money.opening": {
        "": {
            "rooms": "1",
            "day_parts": "14",
            "weeks": "48",
            "open_hours": "30",
            "tariff": 3000,
            "variable_cost": 800,
        }
    },
    "money.parties": {
        "zorg": {
            "name": "Thuiszorg Maas",
            "kind": "care_welfare",
            "pays_as": "room_hire_structural",
            "day_parts": "4",
            "weeks": "46",
            "price": 5500,
            "chance": "100",
            "partner": "zorg",
        },
        "koor": {
            "name": ATRIUM,
            "kind": "public_interest",
            "pays_as": "room_hire_incidental",
            "day_parts": "1",
            "weeks": "40",
            "price": 2500,
            "chance": "80",
        },
    },
    "money.sales": {
        "": {
            "cups": "150",
            "weeks": "48",
            "cup_price": 100,
            "cup_cost": 35,
            "activities": 90000,
            "activities_cost": 40000,
        }
    },
    "money.investment": {
        "keuken": {
            "what": "Nieuwe keuken",
            "group": "building",
            "amount": 2400000,
            "lifetime": "20",
            "method": "straight",
            "interest": "3",
        },
        "stoelen": {
            "what": "Stoelen en tafels",
            "group": "furnishing",
            "amount": 1800000,
            "lifetime": "8",
            "replace": "yes",
        },
    },
    "money.costs": {
        "energie": {
            "what": "Stroom en warmte",
            "kind": "energy",
            "amount": 126000,
            "per": "year",
            "index": "2",
        },
        "schoon": {"what": "Schoonmaak", "kind": "cleaning", "amount": 9500, "per": "week"},
        "beheer": {
            "what": "Beheerder, 6 uur",
            "kind": "management",
            "amount": 3200,
            "per": "hour",
            "hours": "6",
        },
        "verzekering": {"what": "Verzekering", "kind": "contents_insurance", "amount": 42000, "per": "year"},
    },
    "money.grants": {
        "fonds": {
            "what": "VSBfonds",
            "pays_as": "funds",
            "amount": 1200000,
            "often": "once",
            "pays_for": "furnishing",
            "chance": "60",
        },
        "gemeente": {
            "what": "Gemeente",
            "pays_as": "operating_subsidy",
            "amount": 800000,
            "often": "yearly",
            "pays_for": "running",
            "first_year": "2027",
            "last_year": "2029",
            "chance": "100",
        },
    },
    "money.assumptions": {
        "": {"first_year": "2027", "years": "10", "index": "2", "income_index": "2", "in_hand": 500000}
    },
}


def only(*questions: str) -> Plain:
    return {question: FULL[question] for question in questions}


def changed(**questions: dict[str, dict[str, Any]]) -> Plain:
    """All of it with other answers: `money__soo={...}` stands for what is said at money.soo."""
    plain = copy.deepcopy(FULL)
    plain.update({question.replace("__", "."): rows for question, rows in questions.items()})
    return plain


def money_dossier(by: User, plain: Plain | None = None, **fields: Any) -> Dossier:
    dossier = make_dossier(by, **fields)
    fill(dossier, FULL if plain is None else plain)
    return dossier
