"""`schuifaan send-newsletters`: one round of the newsletters, for who has no worker running."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from schuifaan.apps.outlets.tasks import send_due_newsletters


class Command(BaseCommand):
    help = "One round: make the newsletters that are due and send what waits. Run it often; nobody gets two."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        done = send_due_newsletters(timezone.now())
        self.stdout.write(
            f"{done.sent} verstuurd, {done.later} later opnieuw, {done.failed} geweigerd,"
            f" {done.unsure} misschien verstuurd."
        )
