"""A tool: one typed function that returns an ``Answer``, described enough for every door."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from ieum.kernel.answer import Answer
from ieum.kernel.arguments import Arguments, described
from ieum.kernel.context import Context
from ieum.kernel.errors import IeumError, InvalidArguments, ToolDefinitionError
from ieum.kernel.messages import Language, Message, _, written_in


class Access(StrEnum):
    """Who may call a tool."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    STAFF = "staff"
    #: A party of the exchange: its programs by their keys, its people by their roles.
    PARTY = "party"


class Scope(StrEnum):
    """What a party may be let do at a service; a tool with ``access="party"`` asks for one."""

    #: Hand in signals, data and reports.
    SUBMIT = "submit"
    #: Receive what others share, by stream, list or page.
    RECEIVE = "receive"
    #: Ask about one subject at a time.
    ASK = "ask"
    #: Work on cases and request acts.
    DECIDE = "decide"
    #: Approve an act that another person requested.
    APPROVE = "approve"
    #: Take in what a citizen brings on paper or to a counter.
    ASSIST = "assist"
    #: See how all parties keep the rules.
    OVERSEE = "oversee"
    #: Keep keys, people and subscriptions of one's own party.
    MANAGE = "manage"


class Effect(StrEnum):
    """What a call changes: nothing, rows of the hub, or somebody's situation."""

    READ = "read"
    WRITE = "write"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``calls`` in ``seconds`` from one caller.

    ``each`` names a list among the arguments whose items count one each, so that a call in bulk takes
    as much of the allowance as the calls that it stands for.
    """

    calls: int
    seconds: float
    each: str = ""


#: What a caller may do where the tool says nothing else.
ORDINARY_RATE = Rate(120, 60)


#: Of some words, those that a tool can say something about.
Knows = Callable[[Collection[str]], Collection[str]]


class Tool:
    """A tool of a service. Doors use this; notebooks call the plain function."""

    def __init__(
        self,
        service: str,
        name: str,
        call: Callable[..., Answer[Any]],
        arguments: Arguments,
        *,
        answer_type: Any,
        title: Message,
        description: Message,
        says: Sequence[str],
        examples: Sequence[Mapping[str, Any]],
        access: Access = Access.PUBLIC,
        scope: Scope | None = None,
        effect: Effect = Effect.READ,
        job: bool = False,
        rate: Rate = ORDINARY_RATE,
        context_name: str | None = None,
        knows: Knows | None = None,
    ) -> None:
        self.service = service
        self.name = name
        self.call = call
        self.arguments = arguments
        self.answer_type = answer_type
        self.title = title
        self.description = description
        self.says = tuple(says)
        self.examples = tuple(examples)
        self.access = access
        self.scope = scope
        self.effect = effect
        self.job = job
        self.rate = rate
        self.context_name = context_name
        self.knows = knows

    def __repr__(self) -> str:
        return f"Tool({self.full_name})"

    @property
    def full_name(self) -> str:
        """``service.tool``, unique on a hub."""
        return f"{self.service}.{self.name}"

    @property
    def full_scope(self) -> str:
        """``service:scope``, as it stands on a party's key; blank for a tool that asks for none."""
        return f"{self.service}:{self.scope}" if self.scope else ""

    @property
    def public_read(self) -> bool:
        """Whether anybody may call it without changing anything."""
        return self.access is Access.PUBLIC and self.effect is Effect.READ

    def run(self, values: Mapping[str, Any], context: Context) -> Answer[Any]:
        """Call the tool with arguments that its model has validated."""
        extra = {self.context_name: context} if self.context_name else {}
        answer = self.call(**values, **extra)
        if not isinstance(answer, Answer):
            raise TypeError(f"{self.full_name} returned {type(answer).__name__}, not an Answer")
        return answer

    def answer_schema(self, language: str) -> dict[str, Any]:
        """The JSON Schema of the answer, described in a language."""
        return described(self.answer_type.model_json_schema(mode="serialization"), language)


def tool_of_function(
    service: str,
    function: Callable[..., Answer[Any]],
    *,
    says: Sequence[str],
    examples: Sequence[Mapping[str, Any]],
    title: Message | None = None,
    access: Access | str = Access.PUBLIC,
    scope: Scope | str | None = None,
    effect: Effect | str = Effect.READ,
    job: bool = False,
    rate: Rate = ORDINARY_RATE,
    knows: Knows | None = None,
) -> Tool:
    """Make a tool of a function, or say which part of it its author must mend."""
    where = f"Tool {service}.{function.__name__}"
    description = _documented(where, function)
    answer_type = _answer_type(where, function)
    arguments = Arguments.of_function(where, function)
    hints = get_type_hints(function, include_extras=True)
    tool = Tool(
        service,
        function.__name__,
        function,
        arguments,
        answer_type=answer_type,
        title=title or Message(description.rstrip(".")),
        description=description,
        says=says,
        examples=examples,
        access=Access(access),
        scope=Scope(scope) if scope else None,
        effect=Effect(effect),
        job=job,
        rate=rate,
        context_name=next((n for n, hint in hints.items() if hint is Context), None),
        knows=knows,
    )
    check(tool)
    return tool


def check(tool: Tool) -> None:
    """Refuse a tool that a door could not offer: without utterances, or with broken examples."""
    where = f"Tool {tool.full_name}"
    for language in Language:
        if not any(written_in(text) is language for text in tool.says):
            raise ToolDefinitionError(
                f"{where} says nothing in {language.name.title()}: add to says=[…] how a person "
                "would ask for it."
            )
    if not tool.examples:
        raise ToolDefinitionError(f"{where} has no examples: add examples=[{{…}}].")
    if tool.access is Access.PUBLIC and tool.effect is Effect.ACT:
        raise ToolDefinitionError(
            f"{where} has effect='act' for everybody: set access='signed_in', 'staff' or 'party'."
        )
    if tool.access is Access.PUBLIC and tool.effect is Effect.WRITE and tool.rate is ORDINARY_RATE:
        raise ToolDefinitionError(
            f"{where} has effect='write' for everybody: set access='signed_in', 'staff' or 'party', "
            "or say by rate=Rate(…) how often one stranger may write."
        )
    if tool.rate.each and tool.rate.each not in tool.arguments.by_name:
        raise ToolDefinitionError(
            f"{where}: rate=Rate(…, each={tool.rate.each!r}) names none of its arguments."
        )
    if (tool.access is Access.PARTY) is (tool.scope is None):
        raise ToolDefinitionError(
            f"{where}: access='party' and scope=… belong together; scopes: {', '.join(Scope)}."
        )
    for number, example in enumerate(tool.examples):
        try:
            tool.arguments.from_json(example)
        except InvalidArguments as error:
            faults = "; ".join(f"{f.path}: {f.message.text('en')}" for f in error.faults)
            raise ToolDefinitionError(f"{where}, example {number}: {faults}") from None
        except IeumError as error:
            raise ToolDefinitionError(f"{where}, example {number}: {error}") from None


def _documented(where: str, function: Callable[..., Any]) -> Message:
    documentation = inspect.getdoc(function)
    if not documentation:
        raise ToolDefinitionError(f"{where} has no docstring: say in one sentence what it answers.")
    return _(" ".join(documentation.split("\n\n")[0].split()))


def _answer_type(where: str, function: Callable[..., Any]) -> Any:
    try:
        returned = get_type_hints(function).get("return")
    except NameError as error:
        raise ToolDefinitionError(f"{where}: {error}; annotations must be importable.") from None
    is_answer = isinstance(returned, type) and issubclass(returned, Answer)
    if not is_answer or returned is Answer or get_origin(returned) or get_args(returned):
        raise ToolDefinitionError(f"{where} must return Answer[…], not {returned!r}.")
    return returned
