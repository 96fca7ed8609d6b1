"""The page of a tool: its form, and the answer on the same page."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import loader

from ieum.hub.accounts.caller import caller_of
from ieum.hub.calls import Door, Outcome, Request, authorise, perform
from ieum.hub.doors.pages.forms import Form, choice_text, form_of, sent_by_address
from ieum.hub.doors.pages.reading import from_form, from_query, query_of
from ieum.hub.doors.pages.view import Crumb, page
from ieum.hub.language_choice import language_of
from ieum.hub.look.answers import Shown, shown
from ieum.hub.registry import registry
from ieum.hub.safety.client import client_address
from ieum.kernel.answer import Answer
from ieum.kernel.arguments import Text
from ieum.kernel.errors import InvalidArguments, MethodNotAllowed
from ieum.kernel.messages import _
from ieum.kernel.shapes import Kind
from ieum.kernel.tool import Effect, Tool

#: Examples offered under a form.
MOST_EXAMPLES = 4
LONGEST_EXAMPLE = 60
KEY = "idempotency-key"


@dataclass(frozen=True, slots=True)
class Example:
    """A filled-in form at an address."""

    text: str
    address: str


@page("GET", "HEAD", "POST")
def tool(request: HttpRequest, service: str, tool: str) -> HttpResponse:
    """Show the form; with values, show the answer too."""
    found = registry().tool(service, tool)
    authorise(found, caller_of(request))
    if request.method == "POST":
        return _posted(request, found)
    given = from_query(request)
    if not given and found.arguments.arguments:
        return _drawn(request, found, form_of(found, language_of(request)))
    if found.effect is not Effect.READ or found.job:
        # An address may fill in a form that changes something, but never send it.
        return _drawn(request, found, form_of(found, language_of(request), given))
    return _asked(request, found, given)


@page("GET", "HEAD")
def printed(request: HttpRequest, service: str, tool: str) -> HttpResponse:
    """The answer alone, as it looks on paper."""
    found = registry().tool(service, tool)
    if found.effect is not Effect.READ or found.job:
        raise MethodNotAllowed(_("이 도구의 답은 결과 화면에서 바로 인쇄해 주세요."))
    return _asked(request, found, from_query(request), "pages/print.html")


def call(request: HttpRequest, found: Tool, given: Mapping[str, Text], door: Door) -> Outcome:
    """Carry out a call with what a person typed."""
    return perform(
        Request(
            tool=found,
            given=given,
            as_text=True,
            caller=caller_of(request),
            language=language_of(request),
            door=door,
            key=request.POST.get(KEY) or None,
            client=client_address(request),
        )
    )


def answer_shown(
    request: HttpRequest,
    found: Tool,
    given: Mapping[str, Text],
    answer: Answer[Any],
    spoken: str = "",
) -> Shown:
    """The answer of a call, with the addresses at which it can be had again."""
    language = language_of(request)
    addresses = {}
    query = query_of(given)
    if query is not None and found.effect is Effect.READ:
        place = f"{found.service}/{found.name}"
        addresses = {
            "address": request.build_absolute_uri(f"/s/{place}?{query}"),
            "print_address": f"/s/{place}/print?{query}",
            "api_address": f"/api/{place}?{query}",
        }
    return shown(answer.rendered(language), found, language, spoken, **addresses)


def _posted(request: HttpRequest, found: Tool) -> HttpResponse:
    given = from_form(request)
    if found.effect is Effect.READ and not found.job and not takes_files(found):
        query = query_of(given)
        if query:
            # The answer then has an address, and going back asks nothing twice.
            return HttpResponseRedirect(
                f"/s/{found.service}/{found.name}?{query}#answer", status=303
            )
    return _asked(request, found, given)


def _asked(
    request: HttpRequest,
    found: Tool,
    given: Mapping[str, Text],
    template: str = "",
) -> HttpResponse:
    language = language_of(request)
    try:
        outcome = call(request, found, given, Door.PAGE)
    except InvalidArguments as error:
        form = form_of(found, language, given, error.faults)
        return _drawn(request, found, form, status=error.status)
    if outcome.answer is None:
        return HttpResponseRedirect(f"/jobs/{outcome.job}", status=303)
    return _drawn(
        request,
        found,
        form_of(found, language, given),
        answer_shown(request, found, given, outcome.answer),
        template,
    )


def _drawn(
    request: HttpRequest,
    found: Tool,
    form: Form,
    answer: Shown | None = None,
    template: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; a service may bring its own as ``templates/SERVICE/TOOL.html``."""
    language = language_of(request)
    service = registry().service(found.service)
    names = [template] if template else [f"{found.service}/{found.name}.html", "pages/tool.html"]
    content = loader.select_template(names).render(
        {
            "tool": found,
            "title": found.title.text(language).rstrip("."),
            "lead": _lead(found, language),
            "form": form,
            "method": "get" if sent_by_address(found) else "post",
            "key": secrets.token_urlsafe(16) if found.effect is Effect.ACT else "",
            "answer": answer,
            "examples": _examples(found, language),
            "crumbs": [Crumb(service.title.text(language), f"/s/{service.name}")],
            "here": "services",
        },
        request,
    )
    return HttpResponse(content, status=status)


def _lead(found: Tool, language: str) -> str:
    """The description, where it says more than the title."""
    description = found.description.text(language)
    return "" if description.rstrip(".") == found.title.text(language).rstrip(".") else description


def _examples(found: Tool, language: str) -> Sequence[Example]:
    """Examples that an address can hold."""
    return [
        Example(_example_text(found, example, language), f"/s/{found.service}/{found.name}?{query}")
        for example in found.examples[:MOST_EXAMPLES]
        if not takes_files(found) and (query := query_of(found.arguments.as_text(example)))
    ]


def takes_files(found: Tool) -> bool:
    """Whether files may be among its arguments, which no address can hold."""
    shapes = (argument.shape for argument in found.arguments.arguments)
    return any((shape.item or shape).kind is Kind.UPLOAD for shape in shapes)


def _example_text(found: Tool, example: Mapping[str, Any], language: str) -> str:
    texts = found.arguments.as_text(example)
    for name in texts.keys() & found.arguments.by_name.keys():
        for choice in found.arguments.by_name[name].shape.choices:
            if texts[name] == choice.value:
                texts[name] = choice_text(choice, language)
    text = ", ".join(one if isinstance(one, str) else " / ".join(one) for one in texts.values())
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[: LONGEST_EXAMPLE - 1]}…"
