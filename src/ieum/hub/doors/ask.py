"""The ask box: a question in plain words, and the answer of the tool it asks for.

``GET /ask?q=…`` has an address that can be shared and read in the other language; ``POST /ask``
is the same for a long question. With a language model the model chooses and phrases, the plain
answer stands below its words; without one, or when it goes wrong, the hub's own engine reads the
question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from ieum.ask.asking import note_of_unused
from ieum.ask.readings import Chosen, Missing, OutOfScope, Reading, Unsure
from ieum.hub.accounts.caller import caller_of
from ieum.hub.calls import Door, Request, perform
from ieum.hub.doors.pages.forms import form_of, sent_by_address
from ieum.hub.doors.pages.reading import LONGEST_ADDRESS, query_of
from ieum.hub.doors.pages.tool import answer_shown
from ieum.hub.doors.pages.view import page
from ieum.hub.language_choice import language_of
from ieum.hub.look.answers import Shown
from ieum.hub.look.arguments import in_words
from ieum.hub.look.wording import foreign_language
from ieum.hub.registry import registry
from ieum.hub.safety.client import client_address
from ieum.hub.understanding import read
from ieum.kernel.errors import InvalidArguments
from ieum.kernel.tool import Effect, Tool

LONGEST_QUESTION = 2000
QUESTION, TAKEN_AS = "q", "as"


@dataclass(frozen=True, slots=True)
class Understood:
    """A tool with the arguments that were understood, each as label and text."""

    tool: Tool
    title: str
    given: Sequence[tuple[str, str]]
    address: str


@dataclass(frozen=True, slots=True)
class Used:
    """A tool that answered."""

    understood: Understood
    answer: Shown


@csrf_exempt
@page("GET", "HEAD", "POST")
def ask(request: HttpRequest) -> HttpResponse:
    """Answer a question.

    A question changes nothing, whoever sends it: what would change something is only filled in,
    on its own page, which asks for the token of a form.
    """
    sent = request.POST if request.method == "POST" else request.GET
    question = sent.get(QUESTION, "").strip()[:LONGEST_QUESTION]
    if not question:
        return HttpResponseRedirect("/")
    address = f"/ask?{QUESTION}={quote(question)}"
    if request.method == "POST" and len(address) <= LONGEST_ADDRESS:
        return HttpResponseRedirect(address, status=303)
    conversed = _conversed(request, question)
    if conversed:
        return _drawn(request, question, {"used": conversed})
    reading = _taken_as(read(question, language_of(request)), sent.get(TAKEN_AS, ""))
    return _answered(request, question, reading)


urlpatterns = [path("ask", ask, name="ask")]


def _answered(request: HttpRequest, question: str, reading: Reading) -> HttpResponse:
    language = language_of(request)
    match reading:
        case Chosen():
            return _chosen(request, question, reading)
        case Missing():
            return _drawn(request, question, _asked_back(request, reading))
        case Unsure():
            candidates = [
                replace(
                    _understood(one.tool, one.arguments, language),
                    address=f"/ask?{QUESTION}={quote(question)}&{TAKEN_AS}={one.tool.full_name}",
                )
                for one in reading.candidates
            ]
            unused = note_of_unused(reading.unused) if reading.unused else None
            return _drawn(request, question, {"candidates": candidates, "unused": unused})
        case OutOfScope():
            offers = [
                (one.title, one.say, f"/ask?{QUESTION}={quote(one.say)}") for one in reading.offers
            ]
            return _drawn(request, question, {"message": reading.message, "offers": offers})


def _taken_as(reading: Reading, name: str) -> Reading:
    """The reading that the person chose among several."""
    if isinstance(reading, Unsure):
        return next((one for one in reading.candidates if one.tool.full_name == name), reading)
    return reading


def _chosen(request: HttpRequest, question: str, reading: Chosen) -> HttpResponse:
    tool, language = reading.tool, language_of(request)
    understood = _understood(tool, reading.arguments, language)
    if tool.effect is not Effect.READ or tool.job:
        return _drawn(request, question, {"ready": understood})
    try:
        outcome = perform(
            Request(
                tool=tool,
                given=reading.arguments,
                as_text=False,
                caller=caller_of(request),
                language=language,
                door=Door.ASK,
                client=client_address(request),
            )
        )
    except InvalidArguments:
        # The tool's own page says what is wrong beside the field where it can be put right.
        return HttpResponseRedirect(understood.address, status=303)
    assert outcome.answer is not None  # jobs went their own way above
    given = tool.arguments.as_text(reading.arguments, language)
    answer = answer_shown(request, tool, given, outcome.answer)
    return _drawn(request, question, {"used": [Used(understood, answer)]})


def _asked_back(request: HttpRequest, reading: Missing) -> dict[str, Any]:
    """The one question that is open, with what is known already kept beside it."""
    tool, language = reading.tool, language_of(request)
    known = tool.arguments.as_text(reading.arguments, language)
    name = reading.argument.name
    field = next(one for one in form_of(tool, language).fields if one.name == name)
    return {
        "missing": replace(field, label=reading.question.text(language), optional=False),
        "understood": _understood(tool, reading.arguments, language),
        "known": list(_pairs(known)),
        "method": "get" if sent_by_address(tool) else "post",
        "multipart": field.widget == "file",
    }


def _pairs(texts: Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
    return [
        (name, one)
        for name, text in texts.items()
        for one in ([text] if isinstance(text, str) else text)
    ]


def _understood(tool: Tool, arguments: Mapping[str, Any], language: str) -> Understood:
    in_order = {name: arguments[name] for name in tool.arguments.by_name if name in arguments}
    query = query_of(tool.arguments.as_text(in_order, language))
    return Understood(
        tool,
        tool.title.text(language).rstrip("."),
        in_words(tool, arguments, language),
        f"/s/{tool.service}/{tool.name}" + (f"?{query}" if query else ""),
    )


def _conversed(request: HttpRequest, question: str) -> list[Used]:
    """The answers that a language model fetched, with its words over the last; none without one."""
    from ieum.hub.gateway import conversation

    language, caller = language_of(request), caller_of(request)
    conversed = conversation.answer(
        question, caller, language, registry().tools(), client=client_address(request)
    )
    found = []
    for number, used in enumerate(conversed.used):
        last = number == len(conversed.used) - 1
        answer = answer_shown(
            request,
            used.tool,
            used.tool.arguments.as_text(used.arguments, language),
            used.answer,
            conversed.text or "" if last else "",
        )
        found.append(
            Used(
                _understood(used.tool, used.arguments, language),
                replace(answer, id=f"answer-{number}" if not last else "answer"),
            )
        )
    return found[::-1]


def _drawn(request: HttpRequest, question: str, content: Mapping[str, Any]) -> HttpResponse:
    """The page, all of it in the page's language.

    Whoever asks in the other language is offered the same page in that one: what a browser says
    of its reader, and what the reader chose before, weigh more than one question.
    """
    by_address = request.method != "POST"
    asked_in = foreign_language(question, language_of(request)) if by_address else ""
    return render(
        request, "pages/ask.html", {"question": question, "other_language": asked_in, **content}
    )
