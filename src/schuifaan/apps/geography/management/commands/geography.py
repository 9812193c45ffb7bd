"""Fetch outlines and figures of one municipality from the official services."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.geography.actions import ImportRefused, fetch_municipality
from schuifaan.apps.geography.management.spoken import spoken_refusal
from schuifaan.apps.geography.official.client import OfficialClient, ServiceFailed
from schuifaan.apps.geography.reading.codes import Level, level_of, read_code

# Tables of others than the statistics office itself stand on a server of their own.
RIVM_URL = "https://dataderden.cbs.nl/ODataApi/OData"


class Command(BaseCommand):
    help = "Fetch outlines and figures of a municipality (GM0935) from PDOK, CBS and RIVM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="Official code of the municipality, such as GM0935")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        code = read_code(options["code"])
        if code is None or level_of(code) is not Level.MUNICIPALITY:
            raise CommandError(_("Geef de code van een gemeente, zoals GM0935."))
        self.stdout.write(_("Bezig met ophalen…"))
        try:
            report = fetch_municipality(
                code=code,
                pdok=OfficialClient(settings.PDOK_URL),
                cbs=OfficialClient(settings.CBS_URL),
                rivm=OfficialClient(getattr(settings, "RIVM_URL", RIVM_URL)),
                now=timezone.now(),
            )
        except ServiceFailed as failure:
            raise CommandError(str(failure)) from failure
        except ImportRefused as refusal:
            raise CommandError(spoken_refusal(refusal)) from refusal
        self.stdout.write(_("Gebieden: %s.") % report.areas)
        self.stdout.write(_("Cijfers: %s.") % report.figures)
        if report.changes_nothing:
            self.stdout.write(_("Alles was er al."))
