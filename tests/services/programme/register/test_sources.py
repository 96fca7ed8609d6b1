"""What an answer says of the statements it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ieum.kernel.answer import Span
from ieum.kernel.messages import in_language
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.sources import MOST_SOURCES, sources_of
from ieum.services.programme.register.values import Stage, Status

READ = StatementRecord(
    1,
    "P1",
    Stage(status=Status.PLANNED),
    date(2031, 3, 2),
    document=7,
    document_title="한빛 계획",
    document_publisher="한빛부",
    document_issued=date(2031, 3, 1),
    place=(10, 20),
    quote="계획하고 있다",
)


def test_a_source_names_the_document_its_publisher_and_the_day_it_was_issued() -> None:
    (source,) = sources_of([READ])
    assert (source.title, source.publisher, source.published) == (
        "한빛 계획",
        "한빛부",
        date(2031, 3, 1),
    )
    assert source.span == Span(start=10, end=20)
    assert source.page == "/s/programme/document?id=7"


def test_one_place_that_says_several_things_is_one_source() -> None:
    elsewhere = replace(READ, id=3, place=(30, 40))
    assert len(sources_of([READ, replace(READ, id=2), elsewhere])) == 2


def test_a_statement_without_a_source_says_so_instead_of_being_left_out() -> None:
    bare = StatementRecord(1, "P1", Stage(status=Status.PLANNED), date(2031, 3, 2))
    (source,) = sources_of([bare])
    assert in_language(source.title, "en") == "A statement without a stated source"
    assert (source.published, source.page) == (date(2031, 3, 2), "")


def test_the_place_in_a_document_that_is_gone_is_not_shown() -> None:
    gone = replace(READ, document=None, document_title="", source="한빛 계획")
    (source,) = sources_of([gone])
    assert (source.title, source.span, source.page) == ("한빛 계획", None, "")


def test_no_answer_lists_more_sources_than_people_read() -> None:
    many = [replace(READ, id=at, place=(at, at + 1)) for at in range(MOST_SOURCES + 5)]
    assert len(sources_of(many)) == MOST_SOURCES
