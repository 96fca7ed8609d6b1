"""The page of a job: how far it is, its answer, and a way to stop it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from ieum.hub.accounts.caller import caller_of
from ieum.hub.doors.pages.view import Crumb, page
from ieum.hub.jobs import queue
from ieum.hub.language_choice import language_of
from ieum.hub.look.answers import shown
from ieum.hub.registry import registry

#: Seconds after which the page of a running job looks again by itself.
LOOK_AGAIN = 4
#: In the address: the reader wants the page to stay as it is.
STILL = "still"


@page("GET", "HEAD")
def job(request: HttpRequest, id: str) -> HttpResponse:
    """How a job stands.

    While it runs, the page loads itself again, without a script and with a link that stops it
    from doing so (WCAG 2.2, 2.2.1).
    """
    language = language_of(request)
    state = queue.state(id, caller_of(request), language)
    service, _dot, name = state.tool.partition(".")
    found = registry().tool(service, name)
    still = STILL in request.GET
    response = render(
        request,
        "pages/job.html",
        {
            "job": state,
            "percent": round(state.share * 100),
            "still": still,
            "tool": found,
            "title": found.title.text(language).rstrip("."),
            "answer": shown(state.answer, found, language) if state.answer else None,
            "crumbs": [
                Crumb(registry().service(service).title.text(language), f"/s/{service}"),
                Crumb(found.title.text(language).rstrip("."), f"/s/{service}/{name}"),
            ],
            "here": "services",
        },
    )
    if not state.finished and not still:
        response.headers["Refresh"] = str(LOOK_AGAIN)
    return response


@page("POST")
def cancel(request: HttpRequest, id: str) -> HttpResponse:
    """Ask for the job to end."""
    queue.cancel(id, caller_of(request), language_of(request))
    return HttpResponseRedirect(f"/jobs/{id}", status=303)
