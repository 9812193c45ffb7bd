"""The pages of support, at /support/: for who administers the site and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Support(AdminSite):
    def admin_view(self, view: View, cacheable: bool = False) -> View:  # noqa: FBT001, FBT002 - as Django calls it
        """Who is signed in and may not be here reads so, instead of a form to sign in that leads nowhere."""
        viewed = super().admin_view(view, cacheable)

        @wraps(viewed)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return viewed(request, *args, **kwargs)

        return cast("View", inner)


class SupportConfig(AdminConfig):
    default_site = "schuifaan.project.support.Support"
