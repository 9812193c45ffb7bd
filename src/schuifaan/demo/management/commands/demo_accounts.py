"""Say which demo accounts there are and how one signs in."""

from typing import Any

from django.core.management.base import BaseCommand

from schuifaan.demo.loading import DEMO_PASSWORD, demo_accounts


class Command(BaseCommand):
    help = "List the demo accounts."
    # They take longer than this does, and `serve` and `migrate` make them too.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = demo_accounts()
        width = max((len(account.email) for account in accounts), default=0)
        self.stdout.write(
            f"\nSign in at /account/login/ with one of these addresses and the password {DEMO_PASSWORD}"
        )
        self.stdout.write("(or ask for a code: the mail of this demo stands at /demo/post/)\n\n")
        for account in accounts:
            self.stdout.write(f"  {account.email:<{width}}  {account.what}")
        self.stdout.write("")
