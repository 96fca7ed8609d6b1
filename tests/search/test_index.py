from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from ieum.search.index import PassageIndex
from ieum.search.passages import Passage
from tests.search.invented_documents import library


@pytest.fixture
def index(tmp_path: Path) -> PassageIndex:
    return PassageIndex(tmp_path / "index")


def passages(key: str) -> Sequence[Passage]:
    return library()[key].passages


def found(index: PassageIndex, *words: str) -> set[str]:
    return {hit.document for hit in index.find([[word] for word in words], "")}


def test_an_empty_index_finds_nothing(index: PassageIndex) -> None:
    assert index.find([["예산"]], "예산") == []
    assert len(index) == 0


def test_what_was_added_is_found_and_what_was_taken_away_is_not(index: PassageIndex) -> None:
    index.bring_up_to_date({"city": "1", "plan": "1"}, passages)
    assert found(index, "데이터센터") | found(index, "데이터") == {"city"}
    assert found(index, "갯벌") == {"plan"}
    index.bring_up_to_date({"city": "1"}, passages)
    assert found(index, "갯벌") == set()
    assert index.held() == {"city": "1"}


def test_a_new_stamp_replaces_a_document_once(index: PassageIndex) -> None:
    index.bring_up_to_date({"city": "1"}, passages)
    before = len(index)
    index.bring_up_to_date({"city": "2"}, passages)
    assert len(index) == before


def test_what_is_right_is_not_loaded_again(index: PassageIndex) -> None:
    index.bring_up_to_date({"city": "1"}, passages)
    loaded: list[str] = []

    def load(key: str) -> Sequence[Passage]:
        loaded.append(key)
        return passages(key)

    index.bring_up_to_date({"city": "1", "plan": "1"}, load)
    assert loaded == ["plan"]


def test_a_lost_note_or_folder_is_made_good(index: PassageIndex) -> None:
    index.bring_up_to_date({"city": "1"}, passages)
    (index.folder / "documents.json").write_text("{half", "utf-8")
    again = PassageIndex(index.folder)
    assert again.held() == {}
    again.bring_up_to_date({"city": "1"}, passages)
    assert found(again, "예산") == {"city"}
    assert found(index, "예산") == {"city"}, "a reader that was open finds the new index"


def test_a_failure_while_loading_leaves_the_index_as_it_was(index: PassageIndex) -> None:
    index.bring_up_to_date({"city": "1"}, passages)

    def fail(key: str) -> Sequence[Passage]:
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError, match="disk"):
        index.bring_up_to_date({"city": "1", "plan": "1"}, fail)
    assert found(index, "갯벌") == set()
    index.bring_up_to_date({"city": "1", "plan": "1"}, passages)
    assert found(index, "갯벌") == {"plan"}


def test_writers_at_once_take_turns(index: PassageIndex) -> None:
    others = [PassageIndex(index.folder) for _ in range(4)]
    threads = [
        threading.Thread(target=other.bring_up_to_date, args=({"city": "1", "plan": "1"}, passages))
        for other in others
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(index) == len(passages("city")) + len(passages("plan"))


def test_syllable_pairs_find_a_word_that_was_mistyped(index: PassageIndex) -> None:
    index.bring_up_to_date({"city": "1", "plan": "1"}, passages)
    hits = index.find([["데이타센터"]], "데이타센터")
    assert hits[0].document == "city"


def test_the_note_names_the_documents(index: PassageIndex) -> None:
    index.bring_up_to_date({"city": "1"}, passages)
    note = json.loads((index.folder / "documents.json").read_text("utf-8"))
    assert note["documents"] == {"city": "1"}
