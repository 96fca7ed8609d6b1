"""The ask box as the conformance suite uses it: a question that was understood as this very call."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import patch

from django.test import Client

from ieum.ask.readings import Chosen
from ieum.hub.calls import Outcome
from ieum.hub.conformance.doors import HALF_CHARACTER, HOST, Entrance
from ieum.hub.conformance.observed import Observed, of_answer, of_error
from ieum.hub.conformance.page_entrance import overheard
from ieum.hub.conformance.variants import Variant
from ieum.kernel.errors import IeumError, InvalidArguments
from ieum.kernel.tool import Effect, Tool


class AskedQuestion(Entrance):
    """``GET /ask?q=…``, where the question was read as a call of the tool with these arguments.

    Understanding questions has tests of its own; here it is given, and what the door makes of it
    is looked at: the call, and the page with the answer, or the way on to the form.
    """

    name = "ask"

    def __init__(self, client: Client) -> None:
        self.client = client

    def cannot_express(self, tool: Tool, variant: Variant) -> str:
        if tool.effect is not Effect.READ or tool.job:
            return "a question only fills in what changes something"
        if not variant.is_object:
            return "a question is never read as less than a tool and arguments by name"
        if HALF_CHARACTER.search(variant.body):
            return "a question is UTF-8, which has no half characters"
        return ""

    def send(self, tool: Tool, variant: Variant, language: str) -> Observed:
        chosen = Chosen(tool, json.loads(variant.body), confidence=1.0)
        with (
            patch("ieum.hub.doors.ask.read", lambda question, language: chosen),
            overheard("ieum.hub.doors.ask.perform") as heard,
        ):
            response: Any = self.client.get(
                "/ask",
                {"q": variant.name},
                headers={"accept-language": language, "host": HOST},
            )
        if not heard:
            return Observed("nothing", answer=f"HTTP {response.status_code}, and no call was made")
        outcome = heard[0]
        if response.status_code not in _good_statuses(outcome):
            return Observed("nothing", answer=f"HTTP {response.status_code} for {outcome}")
        if isinstance(outcome, IeumError):
            return of_error(outcome)
        assert outcome.answer is not None
        return of_answer(outcome.answer.rendered(language))


def _good_statuses(outcome: Outcome | IeumError) -> tuple[int, ...]:
    """What the page may reply: wrong arguments lead on to the tool's own form."""
    if isinstance(outcome, InvalidArguments):
        return (303,)
    return (outcome.status,) if isinstance(outcome, IeumError) else (200,)
