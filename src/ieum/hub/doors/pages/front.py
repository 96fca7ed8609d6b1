"""The front page, a service's page, and the choice of the theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from ieum.hub.accounts.caller import NOBODY, caller_of
from ieum.hub.doors.pages.state import states
from ieum.hub.doors.pages.view import page
from ieum.hub.front_sections import sections
from ieum.hub.language_choice import YEAR, language_of
from ieum.hub.look.theme import COOKIE, THEMES
from ieum.hub.offers import OfferedGroup, OfferedTool, offered, usable
from ieum.hub.registry import registry
from ieum.kernel.messages import written_in
from ieum.kernel.service import Area, Service
from ieum.kernel.tool import Tool

#: Questions offered under the ask box.
MOST_QUESTIONS = 4
#: Tools that a service's card names on the front page.
MOST_NAMED = 4
#: Ways to ask that stand on the card of a tool; where there are many tools, one each.
MOST_SAYINGS, MOST_SAYINGS_IN_GROUP = 2, 1


@dataclass(frozen=True, slots=True)
class Question:
    """Something that people ask, and where its answer is."""

    text: str
    address: str


@page("GET", "HEAD")
def front(request: HttpRequest) -> HttpResponse:
    """What the hub offers, under one question."""
    language = language_of(request)
    services = list(registry().services())
    found = states()
    return render(
        request,
        "pages/front.html",
        {
            "questions": questions(services, language),
            "services": cards(services),
            "states": found,
            "running": sum(state.is_running for state in found),
            "well": all(state.is_well for state in found),
            "sections": sections(language, {state.name: state for state in found}),
        },
    )


def cards(services: Sequence[Service]) -> list[tuple[Service, list[Tool]]]:
    """Each service with some tools that anybody may use: those that have any first, by area."""
    named = [(one, list(islice(usable(one, NOBODY), MOST_NAMED))) for one in services]
    return sorted(named, key=lambda card: (not card[1], list(Area).index(card[0].area)))


@page("GET", "HEAD")
def service(request: HttpRequest, service: str) -> HttpResponse:
    """What a service does, under its headings; what this reader may not use is told apart."""
    found = registry().service(service)
    language = language_of(request)
    parts = offered(found, caller_of(request))
    return render(
        request,
        "pages/service.html",
        {
            "service": found,
            "open": [(part, _cards(part, language)) for part in parts if part.is_open],
            "closed": [part for part in parts if not part.is_open],
            "here": "services",
        },
    )


def _cards(part: OfferedGroup, language: str) -> list[tuple[OfferedTool, list[str]]]:
    """The tools of a heading, each with what people say to it."""
    most = MOST_SAYINGS if part.group is None else MOST_SAYINGS_IN_GROUP
    return [(one, says(one.tool, language)[:most]) for one in part.tools]


@csrf_exempt
@page("POST")
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark, and go back.

    A cookie about colours is all that changes, so no token is asked for; a token would cost every
    page of the hub a cookie of its own.
    """
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, None) or not back.startswith("/"):
        back = "/"
    response = HttpResponseRedirect(back, status=303)
    wish = request.POST.get("theme", "")
    if wish in THEMES:
        response.set_cookie(
            COOKIE, wish, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.HTTPS
        )
    return response


def questions(services: Sequence[Service], language: str) -> list[Question]:
    """Questions to try, from as many different tools as there are."""
    spoken = [
        says(tool, language)[:2] for tool in _in_turn(services) if tool.public_read and not tool.job
    ]
    each_first = chain.from_iterable(zip_longest(*spoken))
    return [
        Question(text, f"/ask?q={quote(text)}")
        for text in islice(filter(None, each_first), MOST_QUESTIONS)
    ]


def says(tool: Tool, language: str) -> list[str]:
    """How people ask for a tool, in a language."""
    return [text for text in tool.says if written_in(text) == language]


def _in_turn(services: Sequence[Service]) -> Iterator[Tool]:
    """The first tool of each service, then the second of each, and so on."""
    rounds = zip_longest(*(usable(found, NOBODY) for found in services))
    return (tool for tool in chain.from_iterable(rounds) if tool is not None)
