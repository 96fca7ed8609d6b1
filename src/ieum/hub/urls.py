"""Every address of the hub: its own, then those of the doors."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from ieum.hub import health, metrics
from ieum.hub.accounts.token_page import token

# One way in for everybody, with its lock-out and its single sign-on.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


def of_door(name: str) -> list[URLPattern | URLResolver]:
    """The addresses of a door: those of its module, or of ``urls`` where it is a package.

    They stand among the hub's own, since each list inside a list makes finding one slower.
    """
    module = f"ieum.hub.doors.{name}"
    spec = find_spec(module)
    if spec is not None and spec.submodule_search_locations is not None:
        module += ".urls"
        spec = find_spec(module)
    return list(import_module(module).urlpatterns) if spec else []


urlpatterns = [
    # First, because programs call it most often and patterns are tried in order.
    *of_door("api"),
    path("health", health.live, name="health"),
    path("health/ready", health.ready, name="health-ready"),
    path("metrics", metrics.page, name="metrics"),
    path("accounts/", include("ieum.hub.accounts.urls")),
    path("admin/", admin.site.urls),
    path("oauth/token", token, name="oauth-token"),
    path("", include("ieum.hub.gateway.urls")),
    *of_door("ledger"),
    *of_door("taxii"),
    *of_door("ask"),
    *of_door("pages"),
]

handler400 = "ieum.hub.failures.bad_request"
handler403 = "ieum.hub.failures.forbidden"
handler404 = "ieum.hub.failures.not_found"
handler500 = "ieum.hub.failures.server_error"
