"""The register of rules for dates and periods. A rule is one construction of the language."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ieum.text.date_reading import DateReading

Builder = Callable[[re.Match[str], date], DateReading | None]


@dataclass
class Rule:
    """A pattern that must match at a place, and what its match means against a reference."""

    source: str
    build: Builder

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled on first use."""
        return re.compile(self.source)


def rule_set() -> tuple[list[Rule], Callable[[str], Callable[[Builder], Builder]]]:
    """An empty list of rules and the decorator that adds to it."""
    rules: list[Rule] = []

    def rule(source: str) -> Callable[[Builder], Builder]:
        def register(build: Builder) -> Builder:
            rules.append(Rule(source, build))
            return build

        return register

    return rules, rule


def longest(rules: list[Rule], text: str, at: int, reference: date) -> DateReading | None:
    """The longest reading that any rule gives at ``at``; the earlier rule wins a tie."""
    best: DateReading | None = None
    for rule in rules:
        match = rule.pattern.match(text, at)
        if match is None:
            continue
        reading = rule.build(match, reference)
        if reading is not None and (best is None or reading.end > best.end):
            best = reading
    return best
