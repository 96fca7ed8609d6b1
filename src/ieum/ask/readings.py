"""What an utterance was understood as: a call, a call that lacks something, a choice, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ieum.kernel.messages import Message
from ieum.kernel.shapes import Argument
from ieum.kernel.tool import Tool
from ieum.text.span import Span

Arguments = Mapping[str, Any]
"""JSON values by argument name, as ``tool.arguments.from_json`` takes them."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A tool with all the arguments it needs. ``confidence`` is 0 to 1; ``spans`` tells where in
    the utterance each argument was said."""

    tool: Tool
    arguments: Arguments
    confidence: float
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """A tool of which one argument was not said: ``question`` asks for it."""

    tool: Tool
    arguments: Arguments
    argument: Argument
    question: Message
    confidence: float
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unsure:
    """Up to three readings, the likeliest first, of which the person may choose.

    They are about as likely, or it is ``doubtful`` that the hub does this at all, or values were
    said that the likeliest has no use for: these stand in ``unused`` as they were said. To answer
    without them would answer another question.
    """

    candidates: tuple[Chosen | Missing, ...]
    doubtful: bool = False
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """Something the hub can do, with an utterance that would start it."""

    tool: Tool
    title: Message
    say: str


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """No tool does this; ``offers`` are things that the hub can do, the nearest first."""

    message: Message
    offers: tuple[Offer, ...]


Reading = Chosen | Missing | Unsure | OutOfScope
