"""What a tool may know of its call, and the errors a door turns into replies."""

from __future__ import annotations

import pytest

from ieum.kernel import errors
from ieum.kernel.context import SEOUL, Caller, Context, today_in_korea
from ieum.kernel.errors import Fault, IeumError, InvalidArguments, WrongArgument
from ieum.kernel.messages import Message, _
from ieum.kernel.service import AREA_TITLES, Area


def test_a_notebook_needs_no_context_of_its_own() -> None:
    context = Context()
    context.progress(0.5, _("안전"))
    assert not context.caller.signed_in
    assert context.today == today_in_korea()
    assert str(SEOUL) == "Asia/Seoul"


def test_the_operator_with_the_number_nought_is_signed_in() -> None:
    assert Caller(id=0).signed_in
    assert not Caller().signed_in


def test_progress_lies_between_nothing_and_all() -> None:
    said: list[tuple[float, Message | None]] = []
    context = Context(report=lambda share, message: said.append((share, message)))
    for share in (-1.0, 0.25, 7.0):
        context.progress(share)
    assert [share for share, _message in said] == [0.0, 0.25, 1.0]


def test_a_cancelled_call_ends_at_its_next_step() -> None:
    with pytest.raises(errors.Cancelled):
        Context(is_cancelled=lambda: True).progress(0.1)


def every_error() -> list[type[IeumError]]:
    found = [IeumError]
    for kind in found:
        found += kind.__subclasses__()
    return [kind for kind in found if kind.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", every_error())
def test_every_error_has_a_status_and_a_stable_code(kind: type[IeumError]) -> None:
    assert 400 <= kind.status < 600
    assert kind.code == kind.code.lower()
    assert kind.__doc__


def test_one_fault_speaks_for_itself_and_several_are_counted() -> None:
    one = InvalidArguments([Fault("a", "type", _("안전"))])
    assert str(one) == "Safety"
    two = InvalidArguments([Fault("a", "type", _("안전")), Fault("b", "type", _("생활"))])
    assert "2" in two.message.text("ko")


def test_a_tool_may_refuse_a_value_that_fits_its_type() -> None:
    error = WrongArgument("item", _("안전"))
    assert [(fault.path, fault.code) for fault in error.faults] == [("item", "refused")]
    assert error.status == 422


def test_every_area_has_words_in_both_languages() -> None:
    assert set(AREA_TITLES) == set(Area)
    for area in Area:
        assert area.words.text("ko") != area.words.text("en")
