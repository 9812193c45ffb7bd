"""What an action may answer instead of doing what was asked; every app says so in its own words."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm


class NotAllowed(PermissionDenied):
    """Somebody asked for what they may not do here."""


class Refused(Exception):  # noqa: N818 - it says what happened
    """What was asked cannot be; `field` is where on the form to say so."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field

    def say_on(self, form: BaseForm) -> None:
        """Beside its field, or above a form that does not have it."""
        form.add_error(self.field if self.field in form.fields else None, str(self))


class ChangedMeanwhile(Exception):  # noqa: N818 - it says what happened
    """Somebody saved this after the form was opened; nothing of theirs was overwritten."""

    def __init__(self, *, by: str, at: datetime) -> None:
        super().__init__(by, at)
        self.by = by
        self.at = at
