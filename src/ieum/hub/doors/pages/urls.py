"""The addresses of the pages."""

from __future__ import annotations

from django.urls import path

from ieum.hub.doors.pages import account, front, jobs, keys, operation, reference, tool

urlpatterns = [
    path("", front.front, name="front"),
    path("s/<str:service>", front.service, name="service"),
    path("s/<str:service>/<str:tool>", tool.tool, name="tool"),
    path("s/<str:service>/<str:tool>/print", tool.printed, name="tool-print"),
    path("jobs/<str:id>", jobs.job, name="job"),
    path("jobs/<str:id>/cancel", jobs.cancel, name="job-cancel"),
    path("services", operation.services, name="services"),
    path("services/<str:service>/switch", operation.switch, name="service-switch"),
    path("usage", operation.usage, name="usage"),
    path("account", account.account, name="account"),
    path("account/keys", keys.keys, name="access-keys"),
    path("account/keys/<int:number>/end", keys.end, name="access-key-end"),
    path("api/docs", reference.reference, name="api-docs"),
    path("theme", front.theme, name="theme"),
]
