"""The page of a tool: its form, and the answer on the same page."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import loader
from django.utils.http import url_has_allowed_host_and_scheme

from ieum.hub.accounts.caller import caller_of
from ieum.hub.calls import Door, Outcome, Request, authorise, perform
from ieum.hub.doors.files import at_address
from ieum.hub.doors.pages.forms import Form, form_of, sent_by_address
from ieum.hub.doors.pages.reading import from_form, from_query, query_of
from ieum.hub.doors.pages.view import Crumb, page, tell_when_to_retry
from ieum.hub.language_choice import language_of
from ieum.hub.look.answers import Shown, shown
from ieum.hub.look.arguments import examples_in, in_words, label_of, value_text
from ieum.hub.problems import title_of
from ieum.hub.registry import registry
from ieum.hub.safety.client import client_address
from ieum.hub.safety.size import drawn_when_too_large
from ieum.kernel.answer import Answer
from ieum.kernel.errors import (
    Fault,
    IeumError,
    InvalidArguments,
    MethodNotAllowed,
    TooLarge,
    TooManyCalls,
)
from ieum.kernel.files import File, described_file, inlined
from ieum.kernel.messages import _
from ieum.kernel.shapes import Argument, Kind, Shape
from ieum.kernel.text_values import Text
from ieum.kernel.tool import Effect, Tool
from ieum.kernel.upload import Upload

#: Examples offered under a form.
MOST_EXAMPLES = 4
LONGEST_EXAMPLE = 60
KEY = "idempotency-key"
#: Where a form of a service's own page leads when what it sent has been done.
GO_ON_TO = "go-on-to"
#: Statuses of errors that are about what was sent: its form, its size, its type, its values.
ABOUT_CONTENT = frozenset({400, 413, 415, 422})
#: Errors after which the form comes back as it was filled in: another entry, or the same a little
#: later, may succeed.
MENDED_IN_FORM = ABOUT_CONTENT | {429, 502, 503}


@dataclass(frozen=True, slots=True)
class Example:
    """A filled-in form at an address."""

    text: str
    address: str


def _too_large(request: HttpRequest, error: TooLarge, service: str, tool: str) -> HttpResponse:
    """The empty form, told beside its file that more was sent than the hub reads."""
    found = registry().tool(service, tool)
    authorise(found, caller_of(request))
    return _refused(request, found, {}, error)


@drawn_when_too_large(page("POST")(_too_large))
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
    files = _in_the_page
    if query is not None and found.effect is Effect.READ:
        place = f"{found.service}/{found.name}"
        files = at_address(f"/api/{place}", query)
        addresses = {
            "address": request.build_absolute_uri(f"/s/{place}?{query}"),
            "print_address": f"/s/{place}/print?{query}",
            "api_address": f"/api/{place}?{query}",
        }
    return shown(answer.rendered(language, files), found, language, spoken, **addresses)


def _in_the_page(file: File) -> dict[str, Any]:
    """A file whose call has no address: the page itself carries it."""
    return described_file(file, address=f"data:{file.media_type};base64,{inlined(file)['base64']}")


def _posted(request: HttpRequest, found: Tool) -> HttpResponse:
    try:
        given = from_form(request)
    except IeumError as error:
        return _refused(request, found, {}, error)
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
    except IeumError as error:
        return _refused(request, found, given, error)
    if outcome.answer is None:
        return HttpResponseRedirect(f"/jobs/{outcome.job}", status=303)
    if outcome.answer.refusal is None and (next_page := _go_on_to(request)):
        return HttpResponseRedirect(next_page, status=303)
    return _drawn(
        request,
        found,
        form_of(found, language, given),
        answer_shown(request, found, given, outcome.answer),
        template,
        values=_values(found, given, language),
    )


def _go_on_to(request: HttpRequest) -> str:
    """The page of this hub that the form wants to lead to, if it says one."""
    wanted = request.POST.get(GO_ON_TO, "")
    is_here = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None)
    return wanted if is_here else ""


def _values(found: Tool, given: Mapping[str, Text], language: str) -> Sequence[tuple[str, str]]:
    """What an answer was asked with, defaults included."""
    defaults = {argument.name: argument.default for argument in found.arguments.arguments}
    return in_words(found, {**defaults, **found.arguments.texts_to_json(given)}, language)


def _refused(
    request: HttpRequest, found: Tool, given: Mapping[str, Text], error: IeumError
) -> HttpResponse:
    """The form with what was entered and what is wrong with it.

    Raises the error again where no other entry would help.
    """
    if error.status not in MENDED_IN_FORM:
        raise error
    faults = error.faults if isinstance(error, InvalidArguments) else [_fault(found, given, error)]
    form = form_of(found, language_of(request), given, faults)
    failed = "" if error.status in ABOUT_CONTENT else title_of(error).text(language_of(request))
    response = _drawn(request, found, form, status=error.status, failed=failed)
    if isinstance(error, TooManyCalls):
        tell_when_to_retry(response, error)
    return response


def _fault(found: Tool, given: Mapping[str, Text], error: IeumError) -> Fault:
    """The error as a fault: of the file that was sent, where it is about what was sent."""
    name = ""
    if error.status in ABOUT_CONTENT:
        sent = (name for name, text in given.items() if _holds_file(text))
        name = next(sent, "") or (_file_argument(found) if not given else "")
    return Fault(name, error.code, error.message)


def _holds_file(text: Text) -> bool:
    return isinstance(text, Upload) or any(isinstance(one, Upload) for one in text)


def _file_argument(found: Tool) -> str:
    """The name of the first argument that takes files, if one does."""
    arguments = found.arguments.arguments
    return next((one.name for one in arguments if _takes_file(one.shape)), "")


def _drawn(
    request: HttpRequest,
    found: Tool,
    form: Form,
    answer: Shown | None = None,
    template: str = "",
    status: int = 200,
    values: Sequence[tuple[str, str]] = (),
    failed: str = "",
) -> HttpResponse:
    """The page; a service may bring its own as ``templates/SERVICE/TOOL.html``.

    ``values`` are what the answer was asked with, ``failed`` says what went wrong where it was
    nothing that was entered.
    """
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
            "go_on_to": _go_on_to(request),
            "answer": answer,
            "values": values,
            "failed": failed,
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
        for example in examples_in(found, language)[:MOST_EXAMPLES]
        if not takes_files(found)
        and (query := query_of(found.arguments.as_text(example, language)))
    ]


def takes_files(found: Tool) -> bool:
    """Whether files may be among its arguments, which no address can hold."""
    return bool(_file_argument(found))


def _takes_file(shape: Shape) -> bool:
    return (shape.item or shape).kind is Kind.UPLOAD


def _example_text(found: Tool, example: Mapping[str, Any], language: str) -> str:
    """The values one after the other, a number and a yes with its label, which alone say nothing."""
    words = [
        _example_value(found.arguments.by_name[name], value, language)
        for name, value in example.items()
        if value is not None and value is not False
    ]
    text = " ".join(", ".join(words).split())
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[: LONGEST_EXAMPLE - 1]}…"


def _example_value(argument: Argument, value: Any, language: str) -> str:
    if value is True:
        return label_of(argument, language)
    text = value_text(argument.shape, value, language)
    if argument.shape.text_form is None and argument.shape.kind in (Kind.INTEGER, Kind.NUMBER):
        return f"{label_of(argument, language)} {text}"
    return text
