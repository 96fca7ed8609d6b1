"""A tool that its author must mend is refused with which part and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar

import pytest
from pydantic import AwareDatetime, BaseModel, Field

from ieum.kernel.answer import Answer, Result
from ieum.kernel.context import Context
from ieum.kernel.errors import ToolDefinitionError
from ieum.kernel.messages import Message, _
from ieum.kernel.quantities import Won
from ieum.kernel.service import Area, Service
from ieum.kernel.shapes import Flat, Kind
from ieum.kernel.text_form import TextForm
from ieum.kernel.tool import Access, Effect, Rate
from ieum.kernel.upload import Upload
from ieum.kernel.views import Table, Value


class Total(Result):
    total: int


class Formless(Flat):
    name: Annotated[str, Field(description="Name")]


class Deep(Flat):
    inner: Annotated[Formless, Field(description="Inner")]


class Undescribed(Flat):
    name: str


class Point(Flat):
    text_form: ClassVar[TextForm | None] = TextForm(
        lambda text: {"x": float(text)}, lambda point: str(point.x), _("A number: 1")
    )
    x: Annotated[float, Field(ge=0, lt=9, description="X")]


class Colour(StrEnum):
    RED = "red"


SAYS = ["더해 줘", "add these"]


def declare(function: Callable[..., Any], **more: Any) -> Any:
    service = Service("test", title=_("Test"), description=_("Test"), area=Area.LANGUAGE)
    given: dict[str, Any] = {"says": SAYS, "examples": [{}], **more}
    service.tool(**given)(function)
    return service.get(function.__name__)


def described(annotation: Any, **field: Any) -> Any:
    return Annotated[annotation, Field(description="Described", **field)]


def with_argument(annotation: Any, *default: Any) -> Callable[..., Any]:
    def tool(argument: Any = None) -> Answer[Total]:
        """Adds."""
        return Answer(result=Total(total=1))

    tool.__annotations__["argument"] = annotation
    tool.__defaults__ = default or None
    return tool


@pytest.mark.parametrize(
    ("annotation", "why"),
    [
        (int, "no description"),
        (Annotated[int, Field(ge=0, le=1)], "no description"),
        (described(int), "lower bound"),
        (described(int, ge=0), "upper bound"),
        (described(int, le=0), "lower bound"),
        (described(Decimal), "Decimal"),
        (described(tuple[int, int]), "tuple"),
        (described(dict[str, int]), "dict"),
        (described(set[str]), "set"),
        (described(bytes), "bytes"),
        (described(datetime), "AwareDatetime"),
        (described(BaseModel), "Flat model"),
        (described(int | str), "union"),
        (described(list[list[str]]), "items are lists"),
        (described(list[str | None]), "may be None"),
        (described(list[Formless]), "text form"),
        (described(Deep), "not flat"),
        (described(Undescribed), "no description"),
        (described(list[Annotated[int, Field(ge=0)]]), "upper bound"),
        (described(Any), "Any"),
    ],
)
def test_a_type_that_a_door_cannot_offer_is_refused(annotation: Any, why: str) -> None:
    with pytest.raises(ToolDefinitionError) as raised:
        declare(with_argument(annotation))
    assert "test.tool" in str(raised.value)
    assert "'argument'" in str(raised.value)
    assert why in str(raised.value)


def test_none_as_a_default_must_be_in_the_type() -> None:
    with pytest.raises(ToolDefinitionError, match=r"\| None"):
        declare(with_argument(described(str), None))


def test_an_argument_without_a_type_is_refused() -> None:
    def tool(argument) -> Answer[Total]:  # type: ignore[no-untyped-def]
        """Adds."""

    with pytest.raises(ToolDefinitionError, match="'argument' has no type"):
        declare(tool)


def test_arguments_without_a_name_are_refused() -> None:
    def several(*arguments: int) -> Answer[Total]:
        """Adds."""
        return Answer(result=Total(total=1))

    def named(**arguments: int) -> Answer[Total]:
        """Adds."""
        return Answer(result=Total(total=1))

    for function in (several, named):
        with pytest.raises(ToolDefinitionError, match="name every argument"):
            declare(function)


def test_a_tool_without_a_docstring_is_refused() -> None:
    def tool() -> Answer[Total]:
        return Answer(result=Total(total=1))

    with pytest.raises(ToolDefinitionError, match="docstring"):
        declare(tool)


@pytest.mark.parametrize("returned", [Total, Answer, None, int, "Nowhere"])
def test_a_tool_that_does_not_return_an_answer_is_refused(returned: Any) -> None:
    def tool() -> Any:
        """Adds."""

    tool.__annotations__["return"] = returned
    with pytest.raises(ToolDefinitionError, match=r"test\.tool"):
        declare(tool)


@pytest.mark.parametrize(
    ("says", "language"), [([], "Korean"), (["더해 줘"], "English"), (["add"], "Korean")]
)
def test_a_tool_must_say_how_people_ask_in_both_languages(says: list[str], language: str) -> None:
    with pytest.raises(ToolDefinitionError, match=f"says nothing in {language}"):
        declare(with_argument(described(str, max_length=3), ""), says=says)


def test_a_tool_without_examples_is_refused() -> None:
    with pytest.raises(ToolDefinitionError, match="no examples"):
        declare(with_argument(described(str)), examples=[])


@pytest.mark.parametrize(
    "example", [{}, {"argument": 11}, {"argument": "1"}, {"argument": 1, "more": 2}]
)
def test_an_example_that_its_own_tool_refuses_is_named(example: dict[str, Any]) -> None:
    with pytest.raises(ToolDefinitionError, match="example 1"):
        declare(with_argument(described(int, ge=0, le=10)), examples=[{"argument": 1}, example])


@pytest.mark.parametrize("effect", ["write", "act"])
def test_a_tool_that_changes_something_is_not_for_everybody(effect: str) -> None:
    with pytest.raises(ToolDefinitionError, match="for everybody"):
        declare(with_argument(described(str), "x"), effect=effect)


def test_strangers_may_write_where_a_tool_says_how_often() -> None:
    tool = declare(with_argument(described(str), "x"), effect="write", rate=Rate(3, 60))
    assert tool.access is Access.PUBLIC
    with pytest.raises(ToolDefinitionError, match="for everybody"):
        declare(with_argument(described(str), "x"), effect="act", rate=Rate(3, 60))


@pytest.mark.parametrize("given", [{"access": "party"}, {"scope": "submit"}])
def test_access_for_parties_and_a_scope_belong_together(given: dict[str, str]) -> None:
    with pytest.raises(ToolDefinitionError, match="belong together"):
        declare(with_argument(described(str), "x"), **given)


def test_the_scope_of_a_tool_for_parties_names_its_service() -> None:
    tool = declare(with_argument(described(str), "x"), access="party", scope="submit")
    assert tool.full_scope == f"{tool.service}:submit"


def test_two_tools_of_one_name_are_refused() -> None:
    service = Service("test", title=_("Test"), description=_("Test"), area=Area.LANGUAGE)
    function = with_argument(described(str), "x")
    service.tool(says=SAYS, examples=[{}])(function)
    with pytest.raises(ToolDefinitionError, match="two tools named 'tool'"):
        service.tool(says=SAYS, examples=[{}])(function)


@pytest.mark.parametrize("name", ["", "1a", "a-b", "A", "가나", "a b"])
def test_a_service_is_named_in_small_latin_letters(name: str) -> None:
    with pytest.raises(ToolDefinitionError, match="small Latin letters"):
        Service(name, title=_("Test"), description=_("Test"), area=Area.LANGUAGE)


def test_every_allowed_shape_is_read_with_its_bounds() -> None:
    def tool(
        context: Context,
        whole: Annotated[int, Field(ge=0, lt=10, description="Whole")],
        number: Annotated[float, Field(gt=0, le=1, description="Number")],
        text: Annotated[str, Field(min_length=1, max_length=5, pattern="^a", description="Text")],
        flag: Annotated[bool, Field(description="Flag")],
        colour: Annotated[Colour, Field(description="Colour")],
        day: Annotated[date, Field(description="Day")],
        moment: Annotated[AwareDatetime, Field(description="Moment")],
        file: Annotated[Upload, Field(description="File")],
        point: Annotated[Point, Field(description="Point")],
        points: Annotated[list[Point], Field(min_length=1, max_length=3, description="Points")],
        price: Annotated[Won, Field(gt=0, description=_("금액"))],
        maybe: Annotated[int | None, Field(ge=0, le=1, description="Maybe")],
        more: Annotated[str | None, Field(description="More")] = None,
    ) -> Answer[Total]:
        """Adds."""
        return Answer(result=Total(total=1))

    from ieum.kernel.arguments import Arguments

    shapes = Arguments.of_function("Tool test.tool", tool)
    assert "context" not in shapes.by_name
    assert [argument.shape.kind for argument in shapes.arguments] == [
        Kind.INTEGER,
        Kind.NUMBER,
        Kind.TEXT,
        Kind.BOOLEAN,
        Kind.CHOICE,
        Kind.DATE,
        Kind.DATETIME,
        Kind.UPLOAD,
        Kind.MODEL,
        Kind.LIST,
        Kind.INTEGER,
        Kind.INTEGER,
        Kind.TEXT,
    ]
    whole, number, text = (shapes.by_name[name].shape for name in ("whole", "number", "text"))
    assert (whole.at_least, whole.below) == (0, 10)
    assert (number.above, number.at_most) == (0, 1)
    assert (text.shortest, text.longest, text.pattern) == (1, 5, "^a")
    assert shapes.by_name["points"].shape.item == shapes.by_name["point"].shape
    assert shapes.by_name["points"].shape.longest == 3
    price = shapes.by_name["price"]
    assert price.shape.text_form is not None
    assert price.shape.above == 0
    assert isinstance(price.description, Message)
    assert not shapes.by_name["maybe"].required
    assert shapes.by_name["maybe"].nullable
    assert not shapes.by_name["more"].required


def test_a_tool_knows_what_doors_need() -> None:
    def total(a: Annotated[int, Field(ge=0, le=9, description="A")] = 1) -> Answer[Value]:
        """Adds what
        is given.

        Nobody sees this.
        """
        return Answer(result=Value(label="a", value=a))

    tool = declare(total, access="staff", effect="write", job=True, rate=Rate(1, 2))
    assert tool.full_name == "test.total"
    assert tool.description == "Adds what is given."
    assert tool.title == "Adds what is given"
    assert tool.access is Access.STAFF
    assert tool.effect is Effect.WRITE
    assert not tool.public_read
    assert tool.job
    assert tool.rate == Rate(1, 2)
    assert tool.answer_schema("ko")["type"] == "object"


def test_a_tool_may_have_a_title_of_its_own() -> None:
    tool = declare(with_argument(described(str), "x"), title=_("합계"))
    assert tool.title == "합계"
    assert tool.public_read


def test_a_tool_gets_the_context_it_asks_for() -> None:
    seen: list[Context] = []

    def total(
        what: Context, a: Annotated[int, Field(ge=0, le=9, description="A")]
    ) -> Answer[Total]:
        """Adds."""
        seen.append(what)
        return Answer(result=Total(total=a))

    context = Context(language="en")
    tool = declare(total, examples=[{"a": 1}])
    assert tool.run({"a": 2}, context).result == Total(total=2)
    assert seen == [context]


def test_a_tool_that_returns_something_else_is_found_out() -> None:
    def total() -> Answer[Total]:
        """Adds."""
        return 5  # type: ignore[return-value]

    with pytest.raises(TypeError, match=r"test\.total returned int"):
        declare(total).run({}, Context())


def test_the_function_stays_a_plain_function() -> None:
    service = Service("test", title=_("Test"), description=_("Test"), area=Area.LANGUAGE)

    @service.tool(says=SAYS, examples=[{}])
    def total(a: Annotated[int, Field(ge=0, le=9, description="A")] = 1) -> Answer[Total]:
        """Adds."""
        return Answer(result=Total(total=a))

    assert total(a=4).result == Total(total=4)


def test_an_answer_may_be_a_view() -> None:
    def rows() -> Answer[Table]:
        """Shows rows."""
        return Answer(result=Table(columns=[], rows=[]))

    assert declare(rows).run({}, Context()).rendered("ko")["result"]["view"] == "table"
