"""What is written into files: programmes with their statements, and the documents they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property

from ieum.kernel.context import SEOUL
from ieum.kernel.messages import Message, _
from ieum.services.programme.register.history import counting, sorting_key
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.values import Amount, Names, ReviewState, Subject
from ieum.services.programme.register.wording import NOT_CONFIRMED, SUBJECTS, in_words

TITLE = _("이음 정책 사업 대장")
ABOUT = _(
    "정부 문서가 약속한 사업과 그 예산, 주관, 지역, 기한. 값마다 근거 문서의 자리와 사람이 확인했는지가 있습니다."
)


@dataclass(frozen=True)
class Entry:
    """A programme with all that is stated of it.

    ``parts`` are the codes of its parts in the register. ``held`` are the numbers of those of its
    amounts that an amount of the programme above it, for the same time, holds already.
    """

    programme: ProgrammeRecord
    statements: tuple[StatementRecord, ...] = ()
    parts: tuple[str, ...] = ()
    held: frozenset[int] = frozenset()

    @cached_property
    def counting(self) -> tuple[StatementRecord, ...]:
        """Of each matter the statement that counts now, in order of time."""
        return tuple(sorted(counting(self.statements), key=sorting_key))

    def of(self, subject: Subject) -> tuple[StatementRecord, ...]:
        """The statements that count now on one subject."""
        return tuple(one for one in self.counting if one.subject is subject)

    def names(self, subject: Subject) -> tuple[str, ...]:
        """The names that the newest statement on a lead, partners or regions gives."""
        found = [one.value for one in self.of(subject)]
        return found[-1].names if found and isinstance(found[-1], Names) else ()

    @property
    def standing(self) -> tuple[StatementRecord, ...]:
        """All statements but the rejected ones, in order of time."""
        kept = (one for one in self.statements if one.state is not ReviewState.REJECTED)
        return tuple(sorted(kept, key=sorting_key))

    @property
    def documents(self) -> tuple[int, ...]:
        """Numbers of the documents that the statements which count rest on."""
        found = (one.document for one in self.counting if one.document is not None)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document of the library, as catalogues name it."""

    id: int
    title: str
    publisher: str
    issued: date | None
    language: str
    name: str
    sha256: str


@dataclass(frozen=True)
class Publication:
    """All that a file is made of.

    ``entries`` and ``documents`` may be gone through more than once, one at a time; ``told`` is
    given the share done.
    """

    entries: Callable[[], Iterator[Entry]]
    documents: Callable[[], Iterator[SourceDocument]]
    day: date
    language: str = "ko"
    address: str = "http://localhost:8000"
    query: str = ""
    """What the register was asked for, as a query: ``about=…&region=…``."""
    told: Callable[[float], None] = field(default=lambda share: None)

    @property
    def moment(self) -> datetime:
        """The beginning of the day of publication, in Korea."""
        return datetime.combine(self.day, time(), SEOUL)

    def page(self, document: int) -> str:
        """The address of a document's page."""
        return f"{self.address}/s/programme/document?id={document}"

    def uri(self, code: str) -> str:
        """What names a programme in the world: the address of its page."""
        return f"{self.address}/s/programme/programme?code={code}"


def told_of(entry: Entry, language: str) -> str:
    """What is stated of a programme, one statement a line, with those that nobody has confirmed."""
    return "\n".join(
        f"{SUBJECTS[one.subject].text(language)}: {stated(one, language)}" for one in entry.counting
    )


def stated(statement: StatementRecord, language: str) -> str:
    """What a statement says, in words, and that nobody has confirmed it, where it is so."""
    words = stated_words(statement, language)
    return words if statement.is_settled else f"{words} ({NOT_CONFIRMED.text(language)})"


def stated_words(statement: StatementRecord, language: str) -> str:
    """What a statement says, in words alone."""
    return clean(Message("{words}", {"words": in_words(statement.value)}).text(language))


def years_of(value: Amount) -> tuple[int | None, int | None]:
    """The fiscal years of an amount as a calendar can hold them; none where they run backwards."""
    first, last = (
        year if year is not None and 1 <= year <= 9999 else None
        for year in (value.first_year, value.last_year)
    )
    return (None, None) if first and last and last < first else (first, last)


def clean(text: str) -> str:
    """A text without characters that XML cannot hold, and with plain ends of lines."""
    kept = (c for c in text.replace("\r\n", "\n").replace("\r", "\n") if _is_allowed(ord(c)))
    return "".join(kept).strip()


def _is_allowed(code: int) -> bool:
    """XML 1.0, 2.2: Char."""
    return (
        code in (0x9, 0xA)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )
