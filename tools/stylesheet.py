"""Take from a stylesheet only what our pages use; a pure function of its inputs.

`Stylesheet.parse(css).pruned(words)` drops each rule that names a class or an id that is not in
`words`. `without_unused_properties` then drops custom properties nothing refers to any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import tinycss2

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_PROPERTY = re.compile(r"--[\w-]+")
_NESTING = frozenset({"media", "supports", "layer", "container"})
_DROPPED = frozenset({"charset", "import"})


@dataclass(frozen=True)
class Declaration:
    """One `name: value`; `value` holds `!important` where the source does."""

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}:{self.value}"

    @property
    def is_custom(self) -> bool:
        """Whether it defines a custom property (`--name`)."""
        return self.name.startswith("--")


@dataclass(frozen=True)
class Rule:
    """A block: selectors and declarations, or an at-rule that holds rules or declarations."""

    head: str
    declarations: tuple[Declaration, ...] = ()
    rules: tuple[Rule, ...] = ()

    def __str__(self) -> str:
        inside = ";".join(map(str, self.declarations)) + "".join(map(str, self.rules))
        return f"{self.head}{{{inside}}}"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left in it."""
        return not self.declarations and not self.rules


@dataclass(frozen=True)
class Stylesheet:
    """Rules in the order of their source."""

    rules: tuple[Rule, ...]

    @classmethod
    def parse(cls, css: str, words: frozenset[str]) -> Stylesheet:
        """Read `css`, keeping what a page can match that uses the classes and ids in `words`.

        Raises ValueError, naming the line, where the source is not valid CSS.
        """
        nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        return cls(tuple(_rules(nodes, words)))

    def __str__(self) -> str:
        return "".join(f"{rule}\n" for rule in self.rules)

    def without_properties_except(self, used: frozenset[str]) -> Stylesheet:
        """The same, less the custom properties whose names are not in `used`."""
        kept = (_without_properties(rule, used) for rule in self.rules)
        return Stylesheet(tuple(rule for rule in kept if not rule.is_empty))

    def addresses(self) -> list[str]:
        """What its rules name in `url(…)`, without fragments and `data:` addresses."""
        found = re.findall(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)", str(self))
        return sorted(
            {address.split("#")[0] for address in found if not address.startswith("data:")}
        )


def words_in(text: str) -> frozenset[str]:
    """Every word of `text` that could be the name of a class or an id."""
    return frozenset(_WORD.findall(text))


def properties_used(sheets: Iterable[Stylesheet], texts: Iterable[str]) -> frozenset[str]:
    """Custom properties that `texts` or rules of `sheets` need, directly or through others."""
    declarations = [each for sheet in sheets for each in _declarations(sheet.rules)]
    needed_by: dict[str, set[str]] = {}
    waiting = {name for text in texts for name in _PROPERTY.findall(text)}
    for declaration in declarations:
        named = set(_PROPERTY.findall(declaration.value))
        if declaration.is_custom:
            needed_by.setdefault(declaration.name, set()).update(named)
        else:
            waiting |= named
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        used.add(name)
        waiting |= needed_by.get(name, set()) - used
    return frozenset(used)


def _rules(nodes: Iterable[Any], words: frozenset[str]) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "error":
            raise ValueError(f"line {node.source_line}: {node.message}")
        if node.type == "at-rule":
            yield from _at_rule(node, words)
        else:
            selectors = ",".join(_selectors(node.prelude, words))
            declarations = tuple(_read_declarations(node.content))
            if selectors and declarations:
                yield Rule(selectors, declarations)


def _at_rule(node: Any, words: frozenset[str]) -> Iterator[Rule]:
    keyword = node.lower_at_keyword
    if keyword in _DROPPED:
        return
    if node.content is None:
        raise ValueError(f"line {node.source_line}: @{keyword} without a block is not known here")
    prelude = _text(node.prelude)
    head = f"@{keyword} {prelude}" if prelude else f"@{keyword}"
    if keyword in _NESTING or keyword.endswith("keyframes"):
        inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        rule = Rule(head, rules=tuple(_rules(inside, words)))
    else:
        rule = Rule(head, tuple(_read_declarations(node.content)))
    if not rule.is_empty:
        yield rule


def _selectors(prelude: list[Any], words: frozenset[str]) -> Iterator[str]:
    """The selectors of a list that only name classes and ids in `words`.

    What stands in brackets (`:not(.x)`, `[data-mode]`) does not count: it may hold without.
    """
    for selector in _split(prelude):
        named = {
            following.value
            for token, following in pairwise(selector)
            if token == "." and following.type == "ident"
        } | {token.value for token in selector if token.type == "hash"}
        if named <= words:
            yield _text(selector)


def _split(tokens: list[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    for token in tokens:
        if token == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _read_declarations(content: list[Any]) -> Iterator[Declaration]:
    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    for node in nodes:
        if node.type != "declaration":
            raise ValueError(f"line {node.source_line}: expected `name: value`, found {node.type}")
        important = "!important" if node.important else ""
        yield Declaration(node.name, _text(node.value) + important)


def _text(tokens: list[Any]) -> str:
    """CSS of some tokens on one line, without comments."""
    written = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    return re.sub(r"\s+", " ", written).strip()


def _declarations(rules: Iterable[Rule]) -> Iterator[Declaration]:
    for rule in rules:
        yield from rule.declarations
        yield from _declarations(rule.rules)


def _without_properties(rule: Rule, used: frozenset[str]) -> Rule:
    declarations = tuple(
        each for each in rule.declarations if not each.is_custom or each.name in used
    )
    rules = tuple(_without_properties(inner, used) for inner in rule.rules)
    return Rule(rule.head, declarations, tuple(inner for inner in rules if not inner.is_empty))
