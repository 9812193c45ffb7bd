"""The demo cities hold together: every name in their YAML points at something that is there."""

import json
import re
from functools import cache
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import pytest
import yaml
from opening_hours import validate
from shapely import Point
from shapely.geometry import shape

import schuifaan

CITIES = Path(schuifaan.__file__).parent / "demo" / "cities"
BOTH = pytest.mark.parametrize("city", ["maastricht", "utrecht"])

TYPES = {
    "coffee_corner",
    "co_housing_room",
    "multifunctional_place",
    "community_house",
    "senior_complex_room",
}
TIERS = {"small_scale", "meeting_centre", "district_house"}
FOCUS = {
    "women", "men", "young_people", "children", "families", "students", "older_people", "newcomers", "carers",
    "memory", "makers",
}  # fmt: skip
ACCESS = {
    "step_free", "step_height_cm", "step_count", "has_ramp", "door_width_cm", "threshold_cm", "automatic_door",
    "visible_bell", "door_open", "accessible_toilet", "baby_changing", "hearing_loop", "quiet_corner", "low_stimulus",
    "wheelchair_path_width_cm", "parking_accessible", "parking_distance_m", "bus_stop", "bus_stop_distance_m",
    "fetch_service", "fetch_phone", "assistance_dog", "pay_cash", "guest_wifi", "well_lit", "lift",
}  # fmt: skip
PLACE_KEYS = {
    "slug", "name", "invented", "status", "place_type", "tier", "part_of", "neighbourhood", "address", "location",
    "organisation", "colour", "steward", "opening_hours", "quiet_day_open", "exceptions", "free_coffee", "own_drinks",
    "has_kitchen", "rooms_to_rent", "prices", "languages", "focus", "texts", "house_rules", "contact", "team", "access",
}  # fmt: skip
# No Dutch postcode ends in these letters.
POSTCODE = re.compile(r"[1-9]\d{3} (?!SA|SD|SS)[A-Z]{2}")


@cache
def read(city: str, part: str) -> Any:
    return yaml.safe_load((CITIES / city / f"{part}.yaml").read_text(encoding="utf-8"))


def places(city: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(city, "places")["places"]
    return found


def neighbourhoods(city: str) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in read(city, "neighbourhoods")["neighbourhoods"]}


def indicator_keys(city: str) -> list[str]:
    return [row["key"] for row in read(city, "municipality")["indicators"]]


def areas(city: str) -> list[dict[str, Any]]:
    content = read(city, "neighbourhoods")
    return [read(city, "municipality")["municipality"], *content["districts"], *content["neighbourhoods"]]


def slugs(city: str) -> list[str]:
    return [place["slug"] for place in places(city)]


def test_maastricht_has_its_districts_neighbourhoods_and_places() -> None:
    content = read("maastricht", "neighbourhoods")
    assert (len(content["districts"]), len(content["neighbourhoods"]), len(places("maastricht"))) == (
        7,
        44,
        33,
    )


def test_utrecht_is_a_small_second_city() -> None:
    content = read("utrecht", "neighbourhoods")
    assert (len(content["districts"]), len(content["neighbourhoods"]), len(places("utrecht"))) == (1, 10, 4)


@BOTH
def test_every_indicator_names_a_source_a_unit_and_a_year(city: str) -> None:
    head = read(city, "municipality")
    sources = {row["id"] for row in head["sources"]}
    assert [row for row in head["indicators"] if row["source"] not in sources or not row["unit"]] == []
    assert {row["year"] for row in head["indicators"]} == {2020, 2024}


@BOTH
def test_every_area_has_exactly_the_figures_that_are_defined(city: str) -> None:
    assert [row["code"] for row in areas(city) if list(row["figures"]) != indicator_keys(city)] == []


@BOTH
def test_a_neighbourhood_code_lies_in_its_district_and_municipality(city: str) -> None:
    municipality = read(city, "municipality")["municipality"]["code"]
    districts = {row["code"] for row in read(city, "neighbourhoods")["districts"]}
    rows = neighbourhoods(city).values()
    assert {row["district"] for row in rows} == districts
    assert [row["code"] for row in rows if row["district"] != f"WK{row['code'][2:8]}"] == []
    assert {f"GM{row['code'][2:6]}" for row in rows} == {municipality}


def test_a_withheld_figure_is_null_and_never_nought() -> None:
    rows = neighbourhoods("maastricht")
    assert rows["BU09350500"]["figures"]["woz_value"] is None
    assert rows["BU09350303"]["figures"]["population_0_14"] is None
    assert read("maastricht", "neighbourhoods")["missing"] == "not_published"
    assert [code for code, row in rows.items() if 0 in row["figures"].values()] == []


@pytest.mark.parametrize(
    ("code", "key", "value"),
    [
        ("GM0935", "population", 125285),
        ("GM0935", "lonely_18", 52.7),
        ("BU09350000", "population", 2330),
        ("BU09350404", "lonely_18", 54.2),
        ("BU09350105", "severely_lonely_65", 7.5),
    ],
)
def test_figures_are_those_that_were_published(code: str, key: str, value: float) -> None:
    assert {row["code"]: row for row in areas("maastricht")}[code]["figures"][key] == value


def test_slugs_and_addresses_of_accounts_are_unique_over_all_cities() -> None:
    found = [slug for city in ("maastricht", "utrecht") for slug in slugs(city)]
    emails = [user["email"] for city in ("maastricht", "utrecht") for user in read(city, "people")["users"]]
    assert len(found) == len(set(found))
    assert len(emails) == len(set(emails))


@BOTH
def test_a_place_uses_only_keys_and_choices_of_the_contract(city: str) -> None:
    wrong = [
        place["slug"]
        for place in places(city)
        if not PLACE_KEYS.issuperset(place)
        or place["status"] not in {"draft", "published", "archived"}
        or place.get("place_type") not in {*TYPES, None}
        or place.get("tier") not in {*TIERS, None}
        or not FOCUS.issuperset(place.get("focus", ()))
        or not ACCESS.issuperset(place.get("access", ()))
        or len(place["name"]) > 200
    ]
    assert wrong == []


@BOTH
def test_a_place_points_at_things_that_are_there(city: str) -> None:
    organisations = {row["slug"] for row in read(city, "people")["organisations"]}
    dangling = [
        place["slug"]
        for place in places(city)
        if place["neighbourhood"] not in neighbourhoods(city)
        or place.get("organisation") not in {*organisations, None}
        or place.get("part_of") not in {*slugs(city), None}
    ]
    assert dangling == []


@BOTH
def test_a_place_is_nearest_to_the_centre_of_its_own_neighbourhood(city: str) -> None:
    def distance(place: dict[str, Any], code: str) -> float:
        here, centre = place["location"], neighbourhoods(city)[code]["centre"]
        return hypot(here["lat"] - centre["lat"], (here["lon"] - centre["lon"]) * cos(radians(here["lat"])))

    elsewhere = [
        place["slug"]
        for place in places(city)
        if "location" in place
        and min(neighbourhoods(city), key=lambda code: distance(place, code)) != place["neighbourhood"]
    ]
    assert elsewhere == []


@pytest.mark.parametrize(("city", "code"), [("maastricht", "GM0935"), ("utrecht", "GM0344")])
def test_a_place_lies_inside_the_official_outline(city: str, code: str, shared_data: Path) -> None:
    official = json.loads((shared_data / "geo" / f"buurten_2024_{code}.geojson").read_text(encoding="utf-8"))
    outlines = {row["properties"]["buurtcode"]: shape(row["geometry"]) for row in official["features"]}
    located = [place for place in places(city) if "location" in place]
    outside = [
        place["slug"]
        for place in located
        if not outlines[place["neighbourhood"]].contains(
            Point(place["location"]["lon"], place["location"]["lat"])
        )
    ]
    assert outside == []


@BOTH
def test_opening_hours_can_be_read(city: str) -> None:
    hours = {place["slug"]: place["opening_hours"] for place in places(city) if "opening_hours" in place}
    assert [slug for slug, expression in hours.items() if not validate(expression)] == []


@BOTH
def test_a_postcode_is_one_of_the_neighbourhood(city: str) -> None:
    wrong = [
        place["slug"]
        for place in places(city)
        if "address" in place
        and (
            not POSTCODE.fullmatch(place["address"]["postcode"])
            or place["address"]["postcode"][:4] != neighbourhoods(city)[place["neighbourhood"]]["postcode"]
        )
    ]
    assert wrong == []


@BOTH
def test_every_text_is_there_in_dutch_and_english_and_fits(city: str) -> None:
    texts = {place["slug"]: place["texts"] for place in places(city) if "texts" in place}
    assert [slug for slug, text in texts.items() if list(text)[:2] != ["nl", "en"]] == []
    assert [
        slug
        for slug, text in texts.items()
        if any(not 0 < len(words["summary"]) <= 240 for words in text.values())
    ] == []


@BOTH
def test_people_and_numbers_are_nobodys(city: str) -> None:
    contacts = [place["contact"] for place in places(city) if "contact" in place]
    emails = [row["email"] for row in (*contacts, *read(city, "people")["users"])]
    phones = [contact["phone"] for contact in contacts]
    assert [email for email in emails if not email.endswith("@example.org")] == []
    assert [phone for phone in phones if not re.fullmatch(r"0\d{2} 000 00 \d{2}", phone)] == []
    assert len(phones) == len(set(phones))


@BOTH
def test_a_known_access_fact_says_when_and_by_which_role_it_was_checked(city: str) -> None:
    unchecked = [
        (place["slug"], key)
        for place in places(city)
        for key, fact in place.get("access", {}).items()
        if fact["value"] is not None
        and (
            "checked_on" not in fact
            or fact["checked_by"] not in {"manager", "host", "visitor", "expert", "import"}
        )
    ]
    assert unchecked == []


@BOTH
def test_other_opening_times_do_not_overlap(city: str) -> None:
    for place in places(city):
        spans = sorted((row["from"], row["until"]) for row in place.get("exceptions", ()))
        assert all(first <= last for first, last in spans)
        assert all(before[1] < after[0] for before, after in pairwise(spans))


@BOTH
def test_roles_are_held_at_places_and_organisations_that_are_there(city: str) -> None:
    content = read(city, "people")
    known = {*slugs(city), *(row["slug"] for row in content["organisations"])}
    held = [role.get("place") or role["organisation"] for user in content["users"] for role in user["roles"]]
    assert set(held) - known == set()


def test_maastricht_shows_every_face() -> None:
    rows = places("maastricht")
    assert {row["place_type"] for row in rows if "place_type" in row} == TYPES
    assert {row["tier"] for row in rows if "tier" in row} == TIERS
    assert {row["status"] for row in rows} == {"draft", "published", "archived"}
    assert {row["steward"]["kind"] for row in rows if "steward" in row} == {
        "volunteer_board",
        "professional_interim",
    }
    assert {row["free_coffee"] for row in rows if "free_coffee" in row} == {True, False, None}
    assert max(len(row["name"]) for row in rows) > 100
    assert sum("texts" not in row for row in rows) == 1
    assert sum(row.get("part_of") == "huis-van-de-wijk-de-drie-deuren" for row in rows) == 3
    assert [row["slug"] for row in rows if row.get("opening_hours") == "24/7"] == ["de-tuin-zonder-hek"]


def test_one_account_exists_for_every_role() -> None:
    roles = {role["role"] for user in read("maastricht", "people")["users"] for role in user["roles"]}
    assert roles == {
        "host", "manager", "board", "association_professional", "municipal_officer", "administrator",
    }  # fmt: skip


def test_neighbourhoods_that_wish_for_a_place_have_none() -> None:
    wishing = {"BU09350208", "BU09350400", "BU09350600"}
    assert {row["neighbourhood"] for row in places("maastricht")} & wishing == set()
