"""Verifies an exported ledger with nothing but the file and the ledger's public key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from ieum.exchange.ledger.export_format import (
    END_MARK,
    TILE_MARK,
    Header,
    end_line,
    read_header,
    read_tile,
    upper_places,
)
from ieum.exchange.ledger.notes import Checkpoint, PublicKey, WrongNote, opened, read_public_key
from ieum.exchange.ledger.tiles import (
    HEIGHT,
    WIDTH,
    Place,
    divided,
    place_of,
    right_edge,
    root_of_size,
    subtree_root,
)
from ieum.exchange.ledger.tree import Subtree, joined, leaf_hash, root_of, subtrees
from ieum.kernel.errors import IeumError
from ieum.kernel.messages import Message, _

#: Longer than any line of a file that is as it was written.
LONGEST_LINE = 2**20


class ChangedLedger(IeumError):
    """The file does not hold the ledger that was signed; says where it first differs."""

    code = "changed-ledger"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was verified: the head of the file, the keys that signed it, and a kept head."""

    head: Checkpoint
    keys: tuple[PublicKey, ...]
    kept: Checkpoint | None


def verified(path: Path, keys: Sequence[PublicKey] = (), kept_note: str | None = None) -> Verified:
    """Read the whole file, recompute everything, and hold it against a head that was kept before.

    Without ``keys`` the file's own are taken: the file is then known to be whole, but not by whom
    it was signed. Raises ``ChangedLedger`` or ``WrongNote``.
    """
    with path.open("rb") as file:
        reading = _Reading(file)
        header = _header(reading)
        known = tuple(keys) or tuple(read_public_key(line) for line in header.keys)
        head = opened(header.note, known)
        kept = opened(kept_note, known) if kept_note is not None else None
        _check_kept(kept, head)
        contents = _Contents(reading, header, head, kept)
        contents.check()
    if kept is not None and contents.root_of_kept() != kept.root:
        raise ChangedLedger(
            _(
                "앞의 기록 {size:,}개가 간직하신 머리가 서명한 것과 다릅니다. 머리를 받은 뒤에 원장이 새로 쓰였습니다.",
                size=kept.size,
            )
        )
    return Verified(head, tuple(key for key in known if _signed(header.note, key)), kept)


def _signed(note: str, key: PublicKey) -> bool:
    try:
        opened(note, [key])
    except WrongNote:
        return False
    return True


class _Reading:
    """Lines of a file, with the digest of those that were read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = sha256()
        self.number = 0

    def line(self) -> bytes:
        """The next line with its newline; empty at the end."""
        line = self._file.readline(LONGEST_LINE)
        self._digest.update(line)
        self.number += 1
        return line

    def digest(self) -> str:
        """The digest of the lines so far."""
        return self._digest.hexdigest()


def _header(reading: _Reading) -> Header:
    line = reading.line()
    header = read_header(line)
    if header is None:
        raise ChangedLedger(
            _(
                "파일의 첫 줄이 `ieum ledger export`가 쓴 그대로가 아닙니다. 원장을 내보낸 파일인지 확인하고, 그렇다면 "
                "다시 받아 주세요."
            )
        )
    return header


def _check_kept(kept: Checkpoint | None, head: Checkpoint) -> None:
    if kept is None:
        return
    if kept.origin != head.origin:
        raise ChangedLedger(
            _(
                "간직하신 머리는 원장 '{kept}'의 것이고 파일은 원장 '{origin}'입니다. 같은 원장의 머리를 주세요.",
                kept=kept.origin,
                origin=head.origin,
            )
        )
    if kept.size > head.size:
        raise ChangedLedger(
            _(
                "파일에는 기록이 {size:,}개인데 간직하신 머리에는 {kept:,}개입니다. {size}번부터의 기록이 빠졌거나, 머리보다 "
                "먼저 내보낸 파일입니다.",
                size=head.size,
                kept=kept.size,
            )
        )


class _Contents:
    """The tiles and entries of a file, each checked against what is known to be right."""

    def __init__(
        self, reading: _Reading, header: Header, head: Checkpoint, kept: Checkpoint | None
    ) -> None:
        self.reading = reading
        self.size = head.size
        self.root = head.root
        #: Known to be right: the right edge, the tiles above leaf hashes, and one more for ``kept``.
        self.tiles = dict(header.edge)
        self.kept = subtrees(0, kept.size) if kept else []
        self.needed = {place_of(subtree) for subtree in self.kept}

    def check(self) -> None:
        """Read to the end. Raises ``ChangedLedger`` at the first thing that is not right."""
        self._check_edge()
        for place in upper_places(self.size):
            self.tiles[place] = self._full_tile(place)
        for number in range(self.size // WIDTH):
            place = Place(0, number)
            tile = self._full_tile(place)
            if place in self.needed:
                self.tiles[place] = tile
            self._check_entries(number * WIDTH, divided(tile))
        if rest := self.size % WIDTH:
            begin = self.size - rest
            self._check_entries(begin, divided(self.tiles[Place(0, begin // WIDTH)]))
        self._check_end()

    def root_of_kept(self) -> bytes:
        """The root above as many entries as the kept head has."""
        return joined([subtree_root(self.tiles, subtree) for subtree in self.kept])

    def _check_edge(self) -> None:
        try:
            is_right = (
                self.tiles.keys() == right_edge(self.size)
                and root_of_size(self.tiles, self.size) == self.root
            )
        except KeyError:
            is_right = False
        if not is_right:
            raise ChangedLedger(
                _("파일 첫 줄의 해시가 서명된 뿌리와 맞지 않습니다. 해시나 머리가 바뀌었습니다.")
            )

    def _full_tile(self, place: Place) -> bytes:
        line = self.reading.line()
        tile = read_tile(line, place)
        above = Subtree((place.level + 1) * HEIGHT, place.number)
        if tile is not None and root_of(divided(tile)) == subtree_root(self.tiles, above):
            return tile
        raise ChangedLedger(self._wrong_tile(line, place, subtree_root(self.tiles, above)))

    def _wrong_tile(self, line: bytes, place: Place, right: bytes) -> Message:
        """What happened where the line of a tile should be."""
        number = self.reading.number
        first = place.number * WIDTH ** (place.level + 1)
        if not line:
            return self._cut(first)
        following = [self.reading.line() for _each in range(WIDTH if place.level == 0 else 0)]
        if following and following[0].startswith(TILE_MARK):
            return _inserted(first, number)
        last = first + WIDTH ** (place.level + 1) - 1
        if following and root_of([leaf_hash(entry[:-1]) for entry in following]) != right:
            return _(
                "{first}~{last}번 기록 가운데 적어도 하나가 바뀌었습니다({line}번째 줄부터). 그 앞의 기록은 모두 그대로입니다.",
                first=first,
                last=last,
                line=number,
            )
        return _(
            "{line}번째 줄에 있어야 할 {first}~{last}번 기록의 해시가 바뀌었거나 빠졌습니다. 그 앞의 기록은 모두 그대로입니다.",
            line=number,
            first=first,
            last=last,
        )

    def _check_entries(self, begin: int, expected: Sequence[bytes]) -> None:
        for place, right in enumerate(expected):
            line = self.reading.line()
            if leaf_hash(line[:-1]) != right or line[-1:] != b"\n":
                raise ChangedLedger(self._difference(line, begin + place, expected[place:]))

    def _difference(self, line: bytes, index: int, expected: Sequence[bytes]) -> Message:
        """What happened to the entry at which a line first differs."""
        number = self.reading.number
        if not line:
            return self._cut(index)
        last = divided(self.tiles.get(Place(0, self.size // WIDTH), b""))
        comes_later = leaf_hash(line[:-1]) in (*expected[1:], *last)
        if comes_later or line.startswith((TILE_MARK, END_MARK)):
            return _(
                "{index}번 기록이 빠졌습니다({line}번째 줄). 그 앞의 기록은 모두 그대로입니다.",
                index=index,
                line=number,
            )
        if leaf_hash(self.reading.line()[:-1]) == expected[0]:
            return _inserted(index, number)
        return _(
            "{index}번 기록이 바뀌었습니다({line}번째 줄). 그 앞의 기록은 모두 그대로입니다.",
            index=index,
            line=number,
        )

    def _cut(self, index: int) -> Message:
        return _(
            "파일이 {index}번 기록 앞에서 끝납니다. 기록은 {size:,}개여야 합니다. 파일을 다시 받아 주세요.",
            index=index,
            size=self.size,
        )

    def _check_end(self) -> None:
        digest = self.reading.digest()
        line = self.reading.line()
        if line == end_line(digest) and not self.reading.line():
            return
        if line and not line.startswith(END_MARK):
            raise ChangedLedger(_inserted(self.size, self.reading.number))
        raise ChangedLedger(
            _(
                "기록 {size:,}개는 모두 그대로이지만 파일의 끝이 바뀌었습니다. 마지막 줄은 앞의 모든 줄의 SHA-256이어야 합니다.",
                size=self.size,
            )
        )


def _inserted(index: int, line: int) -> Message:
    return _(
        "{index}번 기록 자리에 다른 것이 끼어들었습니다({line}번째 줄). 그 앞의 기록은 모두 그대로입니다.",
        index=index,
        line=line,
    )
