from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ieum.kernel.upload import Upload
from ieum.search import passages as search_passages
from ieum.search.passages import Passage
from ieum.services.programme import store
from ieum.services.programme.models import Document, Mention
from ieum.services.programme.models import Passage as PassageRow
from ieum.services.programme.reading.reader import ReadDocument, read_document

pytestmark = pytest.mark.django_db
TODAY = date(2030, 5, 1)
TEXT = "다솜시 AI 예산 발표\n\n다솜시는 2030년 AI 예산으로 12억원을 편성했다.\n"


def reading(text: str = TEXT) -> ReadDocument:
    return read_document(Upload("a.txt", text.encode()), today=TODAY)


def test_a_document_is_stored_with_its_passages_and_what_they_state(indexes: Path) -> None:
    record, is_new = store.add(reading())
    assert is_new
    assert record.passages == 2
    kinds = set(Mention.objects.values_list("kind", flat=True))
    assert {"amount", "date"} <= kinds
    amount = Mention.objects.get(kind="amount")
    assert amount.value == 1_200_000_000
    assert amount.passage.text[amount.start : amount.end] == amount.text


def test_the_same_content_is_stored_once(indexes: Path) -> None:
    first, _ = store.add(reading())
    again, is_new = store.add(reading())
    assert not is_new
    assert again.id == first.id
    assert Document.objects.count() == 1


def test_a_failure_half_way_leaves_nothing(indexes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **more: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Mention.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError, match="full"):
        store.add(reading())
    assert not Document.objects.exists()
    assert not PassageRow.objects.exists()


def test_what_comes_back_is_what_was_cut(indexes: Path) -> None:
    read = reading()
    record, _ = store.add(read)
    found = store.find(record.id)
    assert found is not None
    cut = search_passages.cut(read.text, read.blocks, read.issued)
    for stored, fresh in zip(found[1].passages, cut, strict=True):
        assert stored == Passage(
            fresh.ordinal,
            fresh.locator,
            fresh.start,
            fresh.end,
            fresh.text,
            fresh.role,
            fresh.path,
            fresh.tokens,
            fresh.figures,
        )


def test_a_stored_document_is_not_tokenised_again(
    indexes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(reading())

    def fail(text: str) -> None:
        raise AssertionError("tokenised again")

    monkeypatch.setattr(search_passages, "tokenise", fail)
    assert store.asking(TODAY)("다솜시 AI 예산은?").quotes


def test_answers_follow_what_is_stored(indexes: Path) -> None:
    assert store.asking(TODAY)("다솜시 AI 예산은?").lack
    record, _ = store.add(reading())
    assert store.asking(TODAY)("다솜시 AI 예산은?").quotes[0].figures[0].text == "12억원"
    store.remove(record.id)
    assert store.asking(TODAY)("다솜시 AI 예산은?").lack
    assert not Mention.objects.exists()


def test_a_null_character_does_not_stop_the_database(indexes: Path) -> None:
    record, _ = store.add(reading(TEXT + "끝\n"))
    assert store.find(record.id)


@pytest.mark.django_db(transaction=True)
def test_a_caller_without_an_account_may_add_a_document(indexes: Path) -> None:
    record, is_new = store.add(reading(), added_by=0)
    assert is_new
    assert Document.objects.get(pk=record.id).added_by is None


def stale(*texts: str) -> None:
    """Store texts as an earlier release would have: with a mention that this one does not find."""
    for text in texts:
        store.add(reading(text))
    Mention.objects.filter(kind="amount").update(value=1, text="1원")
    Document.objects.update(reading="earlier")


def test_what_another_release_read_is_read_again_in_place(indexes: Path) -> None:
    stale(TEXT)
    ids = list(PassageRow.objects.values_list("id", flat=True))
    assert store.asking(TODAY)("다솜시 AI 예산은?").quotes[0].figures[0].text == "1원"
    assert store.read_again(lambda done, of: None) == 1
    assert list(PassageRow.objects.values_list("id", flat=True)) == ids
    assert Mention.objects.get(kind="amount").value == 1_200_000_000
    assert store.asking(TODAY)("다솜시 AI 예산은?").quotes[0].figures[0].text == "12억원"
    assert store.read_again(lambda done, of: None) == 0


def test_passages_that_are_cut_otherwise_now_replace_the_earlier_ones(
    indexes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale(TEXT + "\n" + "갯벌 지도를 만든다. " * 20)
    before = PassageRow.objects.count()
    monkeypatch.setattr(search_passages, "LONGEST", 100)
    store.read_again(lambda done, of: None)
    assert PassageRow.objects.count() > before
    assert store.asking(TODAY)("다솜시 AI 예산은?").quotes[0].figures[0].text == "12억원"


def test_reading_again_goes_on_where_it_was_stopped(indexes: Path) -> None:
    stale(TEXT, TEXT.replace("다솜", "해오름"))
    told: list[int] = []

    def stop(done: int, of: int) -> None:
        told.append(of)
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.read_again(stop)
    assert Document.objects.filter(reading="earlier").count() == 1
    assert store.read_again(lambda done, of: told.append(of)) == 1
    assert told == [2, 2, 1]
