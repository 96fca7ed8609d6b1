"""What came back from a door, put so that doors can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ieum.kernel.errors import IeumError, InvalidArguments


@dataclass(frozen=True, slots=True)
class Observed:
    """An answer, an accepted job, or a problem with the places and codes of its faults."""

    kind: str
    answer: Any = None
    code: str = ""
    faults: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def __str__(self) -> str:
        if self.kind == "problem":
            faults = ", ".join(f"{path}: {code}" for path, code in sorted(self.faults))
            return f"{self.code} ({faults})" if faults else self.code
        return f"{self.kind} {str(self.answer)[:120]}"

    def same(self, other: Observed, *, whole: bool) -> bool:
        """Whether both are the same outcome; without ``whole``, answers need only be answers."""
        if self.kind == other.kind == "answer" and not whole:
            return True
        return self == other


def of_answer(rendered: Mapping[str, Any]) -> Observed:
    """An answer or a refusal."""
    return Observed("answer", answer=dict(rendered))


def of_problem(problem: Mapping[str, Any]) -> Observed:
    """Problem details, as any door gives them."""
    faults = frozenset((fault["path"], fault["code"]) for fault in problem.get("faults", ()))
    return Observed("problem", code=problem["code"], faults=faults)


def of_error(error: IeumError) -> Observed:
    """An error that was raised."""
    faults = error.faults if isinstance(error, InvalidArguments) else ()
    return Observed(
        "problem", code=error.code, faults=frozenset((fault.path, fault.code) for fault in faults)
    )


ACCEPTED = Observed("accepted")
