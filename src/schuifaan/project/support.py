"""The pages of support, at /support/: for who administers the site and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


class Support(AdminSite):
    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., Any]:  # noqa: FBT001, FBT002 - as Django calls it
        """Who is signed in and may not be here reads so, instead of a form to sign in that leads nowhere."""
        viewed = super().admin_view(view, cacheable)

        @wraps(viewed)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return viewed(request, *args, **kwargs)

        return inner


class SupportConfig(AdminConfig):
    default_site = "schuifaan.project.support.Support"
