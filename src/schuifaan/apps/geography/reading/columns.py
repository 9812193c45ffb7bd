"""Which published column is which of our figures, per kind of table."""

import re

from schuifaan.apps.geography.enums import Unit

# Heading as published (last part of the path) -> figure, or (a word of the group, heading) where the
# heading alone could be another column too. Spelling follows the tables since 2019.
STATLINE: dict[tuple[str, str], str] = {
    ("", "aantal inwoners"): "population",
    ("leeftijdsgroepen", "0 tot 15 jaar"): "population_0_14",
    ("leeftijdsgroepen", "15 tot 25 jaar"): "population_15_24",
    ("leeftijdsgroepen", "25 tot 45 jaar"): "population_25_44",
    ("leeftijdsgroepen", "45 tot 65 jaar"): "population_45_64",
    ("leeftijdsgroepen", "65 jaar of ouder"): "population_65_plus",
    ("", "huishoudens totaal"): "households",
    ("", "eenpersoonshuishoudens"): "single_person_households",
    ("", "gemiddelde huishoudensgrootte"): "household_size",
    ("", "bevolkingsdichtheid"): "population_density",
    ("", "omgevingsadressendichtheid"): "address_density",
    ("", "mate van stedelijkheid"): "urbanity_class",
    ("", "gemiddelde woningwaarde"): "woz_value",
    ("", "gemiddelde woz-waarde van woningen"): "woz_value",
    ("", "gemiddeld woz-waarde van woningen"): "woz_value",
    ("", "koopwoningen"): "owner_occupied",
    ("", "percentage eengezinswoning"): "single_family_homes",
    ("", "gemiddeld inkomen per inwoner"): "income_per_person",
    ("", "oppervlakte land"): "land_area",
    ("", "afstand tot huisartsenpraktijk"): "distance_gp",
    ("", "afstand tot grote supermarkt"): "distance_supermarket",
    ("basisonderwijs", "afstand tot school"): "distance_school",
    ("opleidingsniveau/laag", "waarde"): "education_low",
    ("opleidingsniveau/middelbaar", "waarde"): "education_middle",
    ("opleidingsniveau/hoog", "waarde"): "education_high",
}
STATLINE_CODES = ("codering", "regiocode (gemeente, wijk, buurt)")
STATLINE_POSTCODE = "meest voorkomende postcode"

SELECTION: dict[str, str] = {
    "inwoners": "population",
    "inwoners0tot15": "population_0_14",
    "inwoners65plus": "population_65_plus",
    "huishoudens": "households",
    "huishoudensgrootte": "household_size",
    "dichtheid": "population_density",
    "adressendichtheid": "address_density",
    "stedelijkheid": "urbanity_class",
    "wozwaarde": "woz_value",
    "koopwoningen": "owner_occupied",
    "eengezinswoning": "single_family_homes",
    "inkomenperinwoner": "income_per_person",
    "oppervlaktelandha": "land_area",
    "afstandhuisarts": "distance_gp",
    "afstandsupermarkt": "distance_supermarket",
    "afstandschool": "distance_school",
}

# Health monitor: heading without age -> figure without age.
HEALTH: dict[str, str] = {
    "eenzaam": "lonely",
    "ernstigzeerernstigeenzaam": "severely_lonely",
    "emotioneeleenzaam": "emotionally_lonely",
    "sociaaleenzaam": "socially_lonely",
    "vrijwilligerswerk": "volunteering",
    "mantelzorger": "informal_care",
    "moeitemetrondkomen": "making_ends_meet_hard",
    "ervarengezondheidgoedzeergoed": "good_health",
    "goedervarengezondheid": "good_health",
}
AGES = {"18+": "18", "65+": "65", "18 jaar of ouder": "18", "65 jaar of ouder": "65"}

# Names of the same columns in the web service, without the number that differs per year.
SERVICE: dict[str, str] = {
    "AantalInwoners": "population",
    "k_0Tot15Jaar": "population_0_14",
    "k_15Tot25Jaar": "population_15_24",
    "k_25Tot45Jaar": "population_25_44",
    "k_45Tot65Jaar": "population_45_64",
    "k_65JaarOfOuder": "population_65_plus",
    "HuishoudensTotaal": "households",
    "Eenpersoonshuishoudens": "single_person_households",
    "GemiddeldeHuishoudensgrootte": "household_size",
    "Bevolkingsdichtheid": "population_density",
    "Omgevingsadressendichtheid": "address_density",
    "MateVanStedelijkheid": "urbanity_class",
    "GemiddeldeWoningwaarde": "woz_value",
    "GemiddeldeWOZWaardeVanWoningen": "woz_value",
    "GemiddeldWOZWaardeVanWoningen": "woz_value",
    "Koopwoningen": "owner_occupied",
    "PercentageEengezinswoning": "single_family_homes",
    "GemiddeldInkomenPerInwoner": "income_per_person",
    "OppervlakteLand": "land_area",
    "AfstandTotHuisartsenpraktijk": "distance_gp",
    "AfstandTotGroteSupermarkt": "distance_supermarket",
    "AfstandTotSchool": "distance_school",
}
SERVICE_POSTCODE = "MeestVoorkomendePostcode"

# What a unit may be called in a StatLine heading.
UNIT_WORDS: dict[Unit, frozenset[str]] = {
    Unit.COUNT: frozenset({"aantal"}),
    Unit.PERCENT: frozenset({"%"}),
    Unit.THOUSAND_EURO: frozenset({"x 1 000 euro", "1 000 euro"}),
    Unit.KILOMETRE: frozenset({"km"}),
    Unit.HECTARE: frozenset({"ha"}),
    Unit.PER_KM2: frozenset({"aantal inwoners per km²", "per km²", "aantal per km²"}),
    Unit.PERSONS: frozenset({"aantal"}),
    Unit.CLASS_1_5: frozenset({"code"}),
}
_WITH_UNIT = re.compile(r"(?P<title>.*?)\s*\((?P<unit>[^()]*)\)\Z")


def split_heading(squeezed_title: str) -> tuple[str, str, str]:
    """(`group path`, `title`, `unit`) of `bevolking/leeftijdsgroepen/0 tot 15 jaar (aantal)`."""
    found = _WITH_UNIT.match(squeezed_title)
    path, unit = (found["title"], found["unit"].strip()) if found else (squeezed_title, "")
    group, _slash, title = path.rpartition("/")
    return group, title.strip(), unit
