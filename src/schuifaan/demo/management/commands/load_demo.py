"""Load demo cities; one that is already there is left as people made it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, Protocol

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from schuifaan.demo.agenda import agenda_is_loaded, load_agenda
from schuifaan.demo.content import NoSuchCity, city_names
from schuifaan.demo.letting import letting_is_loaded, load_letting
from schuifaan.demo.loading import city_is_loaded, dossiers_are_loaded, load_city
from schuifaan.demo.seasons import load_seasons, seasons_are_loaded
from schuifaan.demo.voice_evaluation import evaluations_are_loaded, load_evaluations
from schuifaan.demo.voice_polls import load_polls, polls_are_loaded
from schuifaan.demo.voice_rounds import load_rounds, rounds_are_loaded
from schuifaan.demo.voice_signals import load_signals, signals_are_loaded
from schuifaan.demo.voice_welcome import load_welcome, welcome_is_loaded


class Loader(Protocol):
    """Loads a part of a city; how many there are."""

    def __call__(self, *, city: str, now: datetime) -> int: ...


# What a city has besides its places and people: whether it is there, what loads it, and how that is called.
PARTS: Final[tuple[tuple[Callable[[str], bool], Loader, str], ...]] = (
    (agenda_is_loaded, load_agenda, "activities"),
    (letting_is_loaded, load_letting, "bookings"),
    (seasons_are_loaded, load_seasons, "wishes for a season"),
    (polls_are_loaded, load_polls, "polls and goals"),
    (welcome_is_loaded, load_welcome, "self-checks"),
    (signals_are_loaded, load_signals, "things that people let know"),
    (rounds_are_loaded, load_rounds, "rounds of feedback"),
    (evaluations_are_loaded, load_evaluations, "looks back on a year"),
)


class Command(BaseCommand):
    help = "Load one or more demo cities."
    # They take longer than this does, and `serve` and `migrate` make them too.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "cities", nargs="*", default=["maastricht"], help=f"From: {', '.join(city_names())}"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for city in dict.fromkeys(options["cities"]):
            try:
                self._load(city)
            except NoSuchCity as problem:
                raise CommandError(str(problem)) from problem

    def _load(self, city: str) -> None:
        is_there, has_dossiers = city_is_loaded(city), dossiers_are_loaded(city)
        missing = [(load, words) for is_loaded, load, words in PARTS if not is_loaded(city)]
        if is_there and has_dossiers and not missing:
            self.stdout.write(f"{city}: already there, kept")
        if not is_there:
            self.stdout.write(f"{city}: loading neighbourhoods, figures, places and people …")
            loaded = load_city(city=city, now=timezone.now())
            self.stdout.write(
                f"{city}: {loaded.neighbourhoods} neighbourhoods, {loaded.figures} figures, {loaded.places} places"
            )
        for load, words in missing:
            self.stdout.write(f"{city}: {load(city=city, now=timezone.now())} {words}")
        # On its own too: a demo of before there were dossiers gets them.
        if not has_dossiers:
            # Reading in the handbook takes time, which a demo that is there already does without.
            from schuifaan.demo.dossiers import load_dossiers  # noqa: PLC0415

            self.stdout.write(f"{city}: {load_dossiers(city=city, now=timezone.now())} dossiers")
