"""The doors as the conformance suite uses them: one class a door and manner of calling it.

Each says by a rule which variants its medium cannot express; everything else it must take.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ieum.hub.calls import Door, Request, perform
from ieum.hub.conformance.observed import ACCEPTED, Observed, of_answer, of_error, of_problem
from ieum.hub.conformance.variants import Variant
from ieum.kernel.context import Caller
from ieum.kernel.errors import IeumError
from ieum.kernel.json_values import read_json
from ieum.kernel.tool import Effect, Tool
from ieum.kernel.upload import Upload

LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
#: A lone surrogate as JSON escapes it.
HALF_CHARACTER = re.compile(rb"\\u[dD][89a-fA-F]")
HOST = "localhost"


class Entrance(Protocol):
    """One way in: a door, and the manner of calling it."""

    name: str

    def cannot_express(self, tool: Tool, variant: Variant) -> str:
        """Why the medium cannot say this; empty where it can."""

    def send(self, tool: Tool, variant: Variant, language: str) -> Observed:
        """Make the call."""

    def close(self) -> None:
        """Let go of what is held open."""


class Direct(Entrance):
    """Straight to ``calls.perform``: what every door is compared with."""

    name = "calls"

    def __init__(self, caller: Caller) -> None:
        self.caller = caller

    def cannot_express(self, tool: Tool, variant: Variant) -> str:
        return ""

    def send(self, tool: Tool, variant: Variant, language: str) -> Observed:
        try:
            request = Request(
                tool=tool,
                given=read_json(variant.body),
                as_text=False,
                caller=self.caller,
                language=language,
                # The command line has no limit on calls, and neither has the suite.
                door=Door.COMMAND,
                key=new_key(),
            )
            outcome = perform(request)
        except IeumError as error:
            return of_error(error)
        if outcome.answer is None:
            return ACCEPTED
        return of_answer(outcome.answer.rendered(language))


class JsonBody(Entrance):
    """``POST /api/SERVICE/TOOL`` with a JSON body."""

    name = "api, JSON"

    def __init__(self, client: Client) -> None:
        self.client = client

    def cannot_express(self, tool: Tool, variant: Variant) -> str:
        return ""

    def send(self, tool: Tool, variant: Variant, language: str) -> Observed:
        response = self.client.post(
            _address(tool),
            variant.body,
            content_type="application/json",
            headers=_headers(language),
        )
        return _of_response(response)


class JsonQuery(Entrance):
    """``GET /api/SERVICE/TOOL?…`` of a tool that only reads."""

    name = "api, query"

    def __init__(self, client: Client) -> None:
        self.client = client

    def cannot_express(self, tool: Tool, variant: Variant) -> str:
        if tool.effect is not Effect.READ or tool.job:
            return "GET is for tools that only read"
        if _has_files(variant):
            return "a query holds no files"
        return cannot_be_form(variant)

    def send(self, tool: Tool, variant: Variant, language: str) -> Observed:
        query = urlencode(variant.texts or {}, doseq=True)
        response = self.client.get(f"{_address(tool)}?{query}", headers=_headers(language))
        return _of_response(response)

    def file(self, tool: Tool, variant: Variant, name: str) -> bytes:
        """A file of the answer, fetched alone."""
        query = urlencode(variant.texts or {}, doseq=True)
        response = self.client.get(f"{_address(tool)}/files/{name}?{query}")
        return b"".join(response)


class JsonForm(Entrance):
    """``POST /api/SERVICE/TOOL`` with a form."""

    name = "api, form"

    def __init__(self, client: Client) -> None:
        self.client = client

    def cannot_express(self, tool: Tool, variant: Variant) -> str:
        return cannot_be_form(variant)

    def send(self, tool: Tool, variant: Variant, language: str) -> Observed:
        response = self.client.post(_address(tool), form_data(variant), headers=_headers(language))
        return _of_response(response)


class CommandOptions(Entrance):
    """``ieum SERVICE TOOL --name value``."""

    name = "command, options"

    def cannot_express(self, tool: Tool, variant: Variant) -> str:
        if variant.texts is None:
            return variant.without_texts
        if any(isinstance(one, str) and "\0" in one for one in _every_text(variant)):
            return "an argument of a command ends at a null"
        return ""

    def send(self, tool: Tool, variant: Variant, language: str) -> Observed:
        with tempfile.TemporaryDirectory(prefix="ieum-") as folder:
            words = list(self._words(variant, Path(folder)))
            return _run_command(tool, words, language)

    def _words(self, variant: Variant, folder: Path) -> Iterator[str]:
        for name, text in (variant.texts or {}).items():
            for number, one in enumerate(text if isinstance(text, list) else [text]):
                if isinstance(one, Upload):
                    file = folder / str(number) / one.name
                    file.parent.mkdir(exist_ok=True)
                    file.write_bytes(one.read())
                    one = str(file)
                yield f"--{name.replace('_', '-')}={one}"


class CommandJson(Entrance):
    """``ieum SERVICE TOOL --arguments @file``."""

    name = "command, JSON"

    def cannot_express(self, tool: Tool, variant: Variant) -> str:
        return ""

    def send(self, tool: Tool, variant: Variant, language: str) -> Observed:
        with tempfile.NamedTemporaryFile(suffix=".json") as file:
            file.write(variant.body)
            file.flush()
            return _run_command(tool, [f"--arguments=@{file.name}"], language)


def form_data(variant: Variant) -> dict[str, Any]:
    """The texts of a variant as Django's test client posts them."""

    def posted(one: Any) -> Any:
        return SimpleUploadedFile(one.name, one.read()) if isinstance(one, Upload) else one

    return {
        name: [posted(one) for one in text] if isinstance(text, list) else posted(text)
        for name, text in (variant.texts or {}).items()
    }


def _run_command(tool: Tool, words: list[str], language: str) -> Observed:
    """Run the command line in this process and read what it prints."""
    from ieum.hub.doors import cli

    line = ["--json", f"--language={language}", tool.service, tool.name, *words]
    if tool.job:
        line.append("--no-wait")
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    said = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(said):
        code = cli.main(line)
    printed.flush()
    output = printed.buffer.getvalue()  # type: ignore[attr-defined]
    if not output:
        return Observed("nothing", answer=f"exit code {code}, standard error {said.getvalue()!r}")
    reply = json.loads(output)
    if code == 0:
        return ACCEPTED if tool.job else of_answer(reply)
    return of_problem(reply)


def _of_response(response: Any) -> Observed:
    media_type = response.headers.get("Content-Type", "")
    if "json" not in media_type:
        return Observed("nothing", answer=f"HTTP {response.status_code}, {media_type}")
    reply = json.loads(response.content)
    if response.status_code == 202:
        return ACCEPTED
    return of_answer(reply) if response.status_code == 200 else of_problem(reply)


def cannot_be_form(variant: Variant) -> str:
    """Why a form or a query cannot say this; empty where it can."""
    if variant.texts is None:
        return variant.without_texts
    if any(isinstance(one, str) and LONE_SURROGATE.search(one) for one in _every_text(variant)):
        return "a form is UTF-8, which has no half characters"
    return ""


def _every_text(variant: Variant) -> Iterator[Any]:
    for text in (variant.texts or {}).values():
        yield from text if isinstance(text, list) else [text]


def _has_files(variant: Variant) -> bool:
    return any(isinstance(one, Upload) for one in _every_text(variant))


def _address(tool: Tool) -> str:
    return f"/api/{tool.service}/{tool.name}"


def _headers(language: str) -> dict[str, str]:
    return {"accept-language": language, "idempotency-key": new_key(), "host": HOST}


def new_key() -> str:
    """A key under which nothing has been done yet."""
    return uuid.uuid4().hex
