"""The page of a tool as the conformance suite uses it: the form is sent, the page is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any
from unittest.mock import patch

from django.test import Client

from ieum.hub.calls import Outcome, Request, perform
from ieum.hub.conformance.doors import HOST, Entrance, cannot_be_form, form_data, new_key
from ieum.hub.conformance.observed import ACCEPTED, Observed, of_answer, of_error
from ieum.hub.conformance.variants import Variant
from ieum.kernel.errors import IeumError, InvalidArguments
from ieum.kernel.tool import Tool


class PageForm(Entrance):
    """``POST /s/SERVICE/TOOL``, and on to wherever the page leads.

    A page is for eyes, so its outcome is taken where the page takes it, from ``calls.perform``;
    then the page must show it: an answer with status 200, and the sentence of every fault.
    """

    name = "page"

    def __init__(self, client: Client) -> None:
        self.client = client

    def cannot_express(self, tool: Tool, variant: Variant) -> str:
        return cannot_be_form(variant)

    def send(self, tool: Tool, variant: Variant, language: str) -> Observed:
        with overheard("ieum.hub.doors.pages.tool.perform") as heard:
            response = self.client.post(
                f"/s/{tool.service}/{tool.name}",
                {**form_data(variant), "idempotency-key": new_key()},
                headers={"accept-language": language, "host": HOST},
                follow=True,
            )
        if not heard:
            return Observed("nothing", answer=f"HTTP {response.status_code}, and no call was made")
        return _seen(response, heard[-1], language)


def _seen(response: Any, outcome: Outcome | IeumError, language: str) -> Observed:
    content = response.content.decode()
    if isinstance(outcome, InvalidArguments):
        unsaid = [
            fault.path
            for fault in outcome.faults
            if escape(fault.message.text(language)) not in content
        ]
        if unsaid:
            return Observed("nothing", answer=f"the page does not show {', '.join(unsaid)}")
    if isinstance(outcome, IeumError):
        if response.status_code != outcome.status:
            return Observed("nothing", answer=f"HTTP {response.status_code} for {outcome.code}")
        return of_error(outcome)
    if response.status_code != 200:
        return Observed("nothing", answer=f"HTTP {response.status_code} for an answer")
    return ACCEPTED if outcome.answer is None else of_answer(outcome.answer.rendered(language))


@contextmanager
def overheard(place: str) -> Iterator[list[Outcome | IeumError]]:
    """What a door is told by ``calls.perform``, which it knows by this name."""
    heard: list[Outcome | IeumError] = []

    def listening(request: Request) -> Outcome:
        try:
            outcome = perform(request)
        except IeumError as error:
            heard.append(error)
            raise
        heard.append(outcome)
        return outcome

    with patch(place, listening):
        yield heard
