"""What support staff may do in the pages of Django's own, in every app alike."""

from typing import Any

from django.http import HttpRequest


class ReadOnly:
    """Mixin: look, do not touch."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        del request, obj
        return False
