"""Where in a text something stands."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """The half-open stretch ``text[start:end]``, counted in characters (code points)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(
                f"span {self.start}..{self.end}: expected 0 <= start <= end; "
                "count characters from the start of the text"
            )

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The stretch of ``text`` that this span names."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two stretches share a character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> "Span":
        """The same stretch in a text that has ``by`` more characters before it."""
        return Span(self.start + by, self.end + by)


class Taken:
    """A set of stretches, and quickly whether another would overlap one of them."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        pairs = [(span.start, span.end) for span in spans]
        self._starts = sorted(start for start, _ in pairs)
        self._ends = sorted(end for _, end in pairs)

    def add(self, span: Span) -> None:
        """Take one more."""
        insort(self._starts, span.start)
        insort(self._ends, span.end)

    def overlaps(self, span: Span) -> bool:
        """Whether ``span`` shares a character with any of them."""
        # Of those that start before its end, all end before its start, or one overlaps.
        over = bisect_right(self._ends, span.start)
        return over < bisect_left(self._starts, span.end)
