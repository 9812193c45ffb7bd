"""Nobody is counted, and nobody is asked where they come from or what they believe (V01)."""

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from django import forms
from django.apps import apps
from django.apps.registry import Apps
from django.db import models

import schuifaan.apps

# What must not be asked or tallied, in Dutch and English, as pieces of lowercased words.
FORBIDDEN = re.compile(
    r"etnici|ethnic|herkomst|afkomst|\borigin\b|migratieachtergrond|migration.?background|nationalit|religi|"
    r"geloofs|godsdienst|huidskleur|skin.?colou?r|\brace\b|\bras\b|geslacht|\bgender\b|\bsex\b|geboorteland|"
    r"country.?of.?birth|leeftijdsgroep|age.?group|attendance|attendee|head.?count|bezoekersaantal|"
    r"aantal.?bezoek|visitor.?(count|number|total)|(count|number|total).?(of.?)?visitor|turf|opkomst|"
    r"bezoekers?teller|footfall"
)

ALLOWED = {
    "places.PlaceSource": "from which list a place came; about no person",
    "dossiers.Task.origin": "from which outcome or agreement a task came; about no person",
    "schuifaan.apps.dossiers.forms.working.TaskForm.origin": "idem",
}


def spoken(*texts: object) -> str:
    """One line of words: snake_case and CamelCase opened up."""
    joined = " ".join(str(text) for text in texts if text)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", joined).replace("_", " ").lower()


def model_words(found: list[type[models.Model]]) -> Iterator[tuple[str, str]]:
    for model in found:
        meta = model._meta
        yield meta.label, spoken(model.__name__, meta.verbose_name, meta.verbose_name_plural)
        for field in meta.get_fields():
            choices = getattr(field, "choices", None) or ()
            flat = [word for value, label in choices for word in (value, label)]
            texts = (field.name, getattr(field, "verbose_name", ""), getattr(field, "help_text", ""), *flat)
            yield f"{meta.label}.{field.name}", spoken(*texts)


def form_classes() -> set[type[forms.BaseForm]]:
    for found in walk_packages(schuifaan.apps.__path__, "schuifaan.apps."):
        if ".forms" in found.name:
            import_module(found.name)

    def below(cls: type) -> Iterator[type]:
        for child in cls.__subclasses__():
            yield child
            yield from below(child)

    return {form for form in below(forms.BaseForm) if form.__module__.startswith("schuifaan.")}


def form_words() -> Iterator[tuple[str, str]]:
    for form in form_classes():
        for name, field in form.base_fields.items():
            yield f"{form.__module__}.{form.__qualname__}.{name}", spoken(name, field.label, field.help_text)


def api_words() -> Iterator[tuple[str, str]]:
    """Every name and description of the open API, when there is one."""
    for found in walk_packages(schuifaan.apps.__path__, "schuifaan.apps."):
        if not found.name.startswith("schuifaan.apps.api.") or ".migrations" in found.name:
            continue
        for name, value in vars(import_module(found.name)).items():
            if hasattr(value, "get_openapi_schema") and not isinstance(value, type):
                for word in re.findall(
                    r'"([^"]+)"', json.dumps(value.get_openapi_schema(path_prefix="/"), default=str)
                ):
                    yield f"{found.name}.{name}", spoken(word)


def counted(words: Iterator[tuple[str, str]]) -> list[str]:
    return sorted({where for where, text in words if FORBIDDEN.search(text) and where not in ALLOWED})


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("schuifaan.")]


def test_no_model_counts_or_sorts_people():
    assert counted(model_words(our_models())) == []


def test_no_form_asks_it():
    assert counted(form_words()) == []


def test_no_api_tells_it():
    assert counted(api_words()) == []


def test_scan_reaches_models_and_forms():
    assert {"people.Membership.role", "places.Place.focus"} <= {
        where for where, _text in model_words(our_models())
    }
    assert len(form_classes()) > 5


def test_scan_sees_a_forbidden_field():
    class Evening(models.Model):  # noqa: DJ008
        etniciteit = models.CharField(max_length=9)
        religion = models.CharField(max_length=9)
        visitor_count = models.IntegerField()
        note = models.CharField("aantal bezoekers", max_length=9)
        kind = models.CharField(max_length=9, choices=[("a", "Nationaliteit"), ("b", "Koffie")])
        original_filename = models.CharField(max_length=9)
        chairs = models.IntegerField()

        class Meta:
            apps = Apps()
            app_label = "people"

    assert counted(model_words([Evening])) == [
        f"people.Evening.{name}" for name in ("etniciteit", "kind", "note", "religion", "visitor_count")
    ]


def test_scan_sees_a_forbidden_question():
    words = [
        ("form.a", spoken("ageGroup")),
        ("form.b", spoken("turflijst")),
        ("form.c", spoken("coffee_is_free")),
    ]
    assert counted(iter(words)) == ["form.a", "form.b"]
