"""The systems that Korea's AX programme promised, in our own words, and what stands for each.

``promised_systems.csv`` has a row a system, ``promised_documents.csv`` a row a document that promises
some. The column ``service`` names the service of this project that fulfils the promise, or is to:
whether it does is asked of what is installed, so the table need not change when one is added.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from ieum.kernel.messages import Language, Message, _
from ieum.services.programme.register.values import Status

_PACKAGE = "ieum.services.programme.showing"


class Grade(StrEnum):
    """How plainly a document describes the system."""

    CONCRETE = "C"
    NAMED = "N"
    IMPLIED = "I"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {
            Grade.CONCRETE: _("하는 일까지 적힘"),
            Grade.NAMED: _("이름만 적힘"),
            Grade.IMPLIED: _("약속에 깔려 있음"),
        }[self]


class Standing(StrEnum):
    """What this hub has for a promised system."""

    SERVED = "served"
    PREPARED = "prepared"
    GAP = "gap"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {
            Standing.SERVED: _("서비스 있음"),
            Standing.PREPARED: _("준비 중"),
            Standing.GAP: _("아직 없음"),
        }[self]


@dataclass(frozen=True, slots=True)
class PromisingDocument:
    """A document that promises systems; ``key`` is the name under which this release ships our
    summary of it."""

    key: str
    titles: tuple[str, str]
    publishers: tuple[str, str]
    published: date

    def title(self, language: str) -> str:
        """Its title in a language."""
        return _one_of(self.titles, language)

    def publisher(self, language: str) -> str:
        """Who published it."""
        return _one_of(self.publishers, language)


@dataclass(frozen=True, slots=True)
class PromisedSystem:
    """A system that a document promises, with its place there and the state it gives."""

    number: int
    names: tuple[str, str]
    promises: tuple[str, str]
    grade: Grade
    document: PromisingDocument
    locators: tuple[str, str]
    status: Status
    service: str

    def name(self, language: str) -> str:
        """What it is called."""
        return _one_of(self.names, language)

    def promise(self, language: str) -> str:
        """What it is to do."""
        return _one_of(self.promises, language)

    def locator(self, language: str) -> str:
        """Its place in the document."""
        return _one_of(self.locators, language)

    def standing(self, running: Collection[str]) -> Standing:
        """What stands for it where services of these names run."""
        if self.service in running:
            return Standing.SERVED
        return Standing.PREPARED if self.service else Standing.GAP


def _one_of(texts: tuple[str, str], language: str) -> str:
    korean, english = texts
    return korean if language == Language.KOREAN else english


@cache
def promised_systems() -> tuple[PromisedSystem, ...]:
    """All of them, in the order of the table."""
    documents = {
        row["key"]: PromisingDocument(
            row["key"],
            (row["title_ko"], row["title_en"]),
            (row["publisher_ko"], row["publisher_en"]),
            date.fromisoformat(row["published"]),
        )
        for row in _rows("promised_documents.csv")
    }
    return tuple(
        PromisedSystem(
            int(row["number"]),
            (row["name_ko"], row["name_en"]),
            (row["promise_ko"], row["promise_en"]),
            Grade(row["grade"]),
            documents[row["document"]],
            (row["locator_ko"], row["locator_en"]),
            Status(row["status"]),
            row["service"],
        )
        for row in _rows("promised_systems.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = (files(_PACKAGE) / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
