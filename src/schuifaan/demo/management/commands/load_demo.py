"""Load demo cities; one that is already there is left as people made it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from schuifaan.demo.content import NoSuchCity, city_names
from schuifaan.demo.loading import city_is_loaded, load_city


class Command(BaseCommand):
    help = "Load one or more demo cities."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "cities", nargs="*", default=["maastricht"], help=f"From: {', '.join(city_names())}"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for city in dict.fromkeys(options["cities"]):
            try:
                if city_is_loaded(city):
                    self.stdout.write(f"{city}: already there, kept")
                    continue
                self.stdout.write(f"{city}: loading neighbourhoods, figures, places and people …")
                loaded = load_city(city=city, now=timezone.now())
            except NoSuchCity as problem:
                raise CommandError(str(problem)) from problem
            self.stdout.write(
                f"{city}: {loaded.neighbourhoods} neighbourhoods, {loaded.figures} figures, {loaded.places} places"
            )
