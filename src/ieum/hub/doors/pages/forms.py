"""A form drawn from the shapes of a tool's arguments, with what was entered and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ieum.hub.look.arguments import advice_of, choice_text, label_of
from ieum.hub.look.wording import cell_text, number_text
from ieum.kernel.errors import Fault
from ieum.kernel.json_values import ISO_DATE
from ieum.kernel.messages import Message, _
from ieum.kernel.shapes import MOST_ITEMS, Argument, Kind, Shape
from ieum.kernel.text_values import FALSE_WORDS, TRUE_WORDS, Text
from ieum.kernel.tool import Effect, Tool
from ieum.kernel.upload import Upload

#: More options than this stand in a list to open rather than side by side.
MOST_RADIOS = 5
MOST_CHECKBOXES = 8
#: A text that may be longer gets several lines and is sent as a form rather than in the address.
LONGEST_LINE = 300

CHOOSE = _("고르세요")
ONE_A_LINE = _("한 줄에 하나씩 적어 주세요.")
AT_MOST = _("{bound}까지 됩니다.")
AT_LEAST = _("{bound}부터 됩니다.")
BETWEEN = _("{least}에서 {most}까지 됩니다.")
LONGEST = _("{count}자까지 됩니다.")
DAY = "2026-03-01"
DAY_HINT = _("예: {day}", day=DAY)
MOMENT_HINT = _("예: 2026-03-01T09:00:00+09:00")
#: What stands outside these is a bound of the machine, which would tell a reader nothing.
SPEAKING_BOUND = 10**12


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One input: what to draw, what stands in it, and what is wrong with it.

    Inner fields are those of a group.
    """

    name: str
    widget: str
    label: str
    hint: str = ""
    optional: bool = False
    value: str = ""
    options: Sequence[Option] = ()
    inner: Sequence[Field] = ()
    errors: Sequence[str] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """What draws it."""
        return f"pages/fields/{self.widget}.html"

    @property
    def id(self) -> str:
        """Where links lead: the input, or its first option."""
        return f"field-{self.name.replace('.', '-')}"

    @property
    def described_by(self) -> str:
        """The ids of hint and errors, for the input's ``aria-describedby``."""
        ids = [f"{self.id}-hint"] * bool(self.hint) + [f"{self.id}-error"] * bool(self.errors)
        return " ".join(ids)


@dataclass(frozen=True, slots=True)
class Form:
    """All inputs of a tool; ``general`` are errors that belong to no input."""

    fields: Sequence[Field]
    general: Sequence[str] = ()

    @property
    def faulty(self) -> list[tuple[str, str]]:
        """The id and the error of each input that has one, for the summary above the form."""
        found = []
        for one in self.fields:
            for each in (one, *one.inner):
                found += [(each.id, error) for error in each.errors]
        return found

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.general or self.faulty)

    @property
    def is_multipart(self) -> bool:
        """Whether files are sent."""
        return any(one.widget == "file" for one in self.fields)


def sent_by_address(tool: Tool) -> bool:
    """Whether the form is sent as a query, so that the answer has an address to share."""
    return (
        tool.effect is Effect.READ
        and not tool.job
        and not any(_needs_body(argument.shape) for argument in tool.arguments.arguments)
    )


def form_of(
    tool: Tool,
    language: str,
    given: Mapping[str, Text] | None = None,
    faults: Iterable[Fault] = (),
) -> Form:
    """The form of a tool; ``given`` are texts as they were sent, None for a fresh form."""
    # What was left out takes its default; what was emptied stays empty.
    texts = _texts({**_defaults(tool, language), **(given or {})})
    fields = [_field(argument, language, texts) for argument in tool.arguments.arguments]
    general: list[str] = []
    for fault in faults:
        fields, placed = _with_fault(fields, fault, language)
        if not placed:
            general.append(fault.message.text(language))
    return Form(fields, general)


def _defaults(tool: Tool, language: str) -> Mapping[str, Text]:
    return tool.arguments.as_text(
        {
            argument.name: argument.default
            for argument in tool.arguments.arguments
            if not argument.required and argument.default is not None
        },
        language,
    )


def _texts(given: Mapping[str, Text]) -> dict[str, list[str]]:
    """What was entered, less files, which a browser does not take back."""
    return {
        name: [one for one in ([text] if isinstance(text, str) else text) if isinstance(one, str)]
        for name, text in given.items()
        if not isinstance(text, Upload)
    }


def _with_fault(fields: list[Field], fault: Fault, language: str) -> tuple[list[Field], bool]:
    """The fields with a fault beside the input it belongs to, and whether there is one."""
    error = fault.message.text(language)
    outer, _dot, rest = fault.path.partition(".")
    for number, one in enumerate(fields):
        if one.name != outer:
            continue
        inner, placed = list(one.inner), False
        for position, each in enumerate(inner):
            if each.name == f"{outer}.{rest}":
                inner[position] = replace(each, errors=[*each.errors, error])
                placed = True
        if placed:
            changed = replace(one, inner=inner)
        else:
            line = f"{int(rest) + 1}: " if rest.isdecimal() else ""
            changed = replace(one, errors=[*one.errors, line + error])
        return [*fields[:number], changed, *fields[number + 1 :]], True
    return fields, False


def _needs_body(shape: Shape) -> bool:
    if shape.kind is Kind.LIST:
        return shape.item is None or shape.item.kind is not Kind.CHOICE
    if shape.kind is Kind.TEXT and shape.text_form is None:
        return shape.longest is None or shape.longest > LONGEST_LINE
    return shape.kind is Kind.UPLOAD


def _field(
    argument: Argument, language: str, texts: Mapping[str, list[str]], of: str = ""
) -> Field:
    shape = argument.shape
    name = f"{of}{argument.name}"
    entered = texts.get(name, [])
    drawn = Field(
        name=name,
        widget="line",
        label=label_of(argument, language),
        hint=advice_of(argument, language) or _hint(shape, language),
        optional=not argument.required and not argument.default,
        value=entered[0] if entered else "",
        attributes=_attributes(shape),
    )
    if shape.text_form is not None:
        return drawn
    match shape.kind:
        case Kind.CHOICE:
            choices = [(str(one.value), choice_text(one, language)) for one in shape.choices]
            return _choice(drawn, choices, argument, language)
        case Kind.BOOLEAN:
            return _yes_or_no(drawn, argument, language)
        case Kind.UPLOAD:
            return replace(drawn, widget="file")
        case Kind.MODEL:
            inner = [_field(one, language, texts, f"{name}.") for one in shape.fields]
            return replace(drawn, widget="group", inner=inner)
        case Kind.LIST:
            return _list(drawn, shape, entered, language)
        case Kind.TEXT if _needs_body(shape):
            return replace(drawn, widget="lines")
        case Kind.DATE if not ISO_DATE.fullmatch(drawn.value or DAY):
            # A browser would empty a date input that holds anything else, and a plain one does not
            # show how a day is written.
            return replace(drawn, hint=DAY_HINT.text(language), attributes={})
    return drawn


def _list(drawn: Field, shape: Shape, entered: list[str], language: str) -> Field:
    item = shape.item
    assert item is not None
    if item.kind is Kind.UPLOAD:
        return replace(drawn, widget="file", attributes={"multiple": "multiple"})
    if item.kind is Kind.CHOICE and len(item.choices) <= MOST_CHECKBOXES:
        options = [
            Option(str(choice.value), choice_text(choice, language), choice.value in entered)
            for choice in item.choices
        ]
        return replace(drawn, widget="checkboxes", options=options)
    hint = " ".join(filter(None, [ONE_A_LINE.text(language), _hint(item, language)]))
    return replace(drawn, widget="lines", hint=hint, value="\n".join(entered), attributes={})


def _choice(
    drawn: Field, choices: Sequence[tuple[str, str]], argument: Argument, language: str
) -> Field:
    """Radio buttons for a few options of which one is the default; else a list to open.

    A browser sends nothing for radio buttons of which none is chosen, so they need a default.
    """
    options = [Option(value, text, value == drawn.value) for value, text in choices]
    has_default = argument.default is not None
    if has_default and len(options) <= MOST_RADIOS:
        return replace(drawn, widget="radios", options=options)
    blank = Option("", CHOOSE.text(language), not drawn.value)
    return replace(drawn, widget="select", options=[blank, *options])


def _yes_or_no(drawn: Field, argument: Argument, language: str) -> Field:
    word = drawn.value.strip().lower()
    value = "true" if word in TRUE_WORDS else "false" if word in FALSE_WORDS else drawn.value
    choices = [("true", cell_text(True, language)), ("false", cell_text(False, language))]
    return _choice(replace(drawn, value=value), choices, argument, language)


def _hint(shape: Shape, language: str) -> str:
    """What to type, where the label does not say it."""
    if shape.text_form is not None:
        return shape.text_form.expects.text(language)
    match shape.kind:
        case Kind.INTEGER | Kind.NUMBER:
            return _bounds(shape, language)
        case Kind.DATETIME:
            return MOMENT_HINT.text(language)
        case Kind.TEXT if shape.longest is not None and shape.longest < MOST_ITEMS:
            return Message(LONGEST, {"count": f"{shape.longest:,}"}).text(language)
    return ""


def _bounds(shape: Shape, language: str) -> str:
    least = shape.at_least if shape.at_least is not None else shape.above
    most = shape.at_most if shape.at_most is not None else shape.below
    if least is not None and abs(least) > SPEAKING_BOUND:
        least = None
    if most is not None and abs(most) > SPEAKING_BOUND:
        most = None
    match least, most:
        case None, None:
            return ""
        case None, _:
            return Message(AT_MOST, {"bound": number_text(most)}).text(language)
        case _, None:
            return Message(AT_LEAST, {"bound": number_text(least)}).text(language)
    return Message(BETWEEN, {"least": number_text(least), "most": number_text(most)}).text(language)


def _attributes(shape: Shape) -> Mapping[str, str]:
    """Attributes that help to type; nothing is refused by the browser, so that the hub can say
    what is wrong in the reader's language, and all of it at once."""
    if shape.text_form is not None:
        return {}
    match shape.kind:
        case Kind.INTEGER:
            negative = shape.at_least is None or shape.at_least < 0
            return {} if negative else {"inputmode": "numeric"}
        case Kind.NUMBER:
            return {"inputmode": "decimal"}
        case Kind.DATE:
            return {"type": "date"}
    return {}
