"""The sentences for people in the source, found without running it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import polib

SOURCE = Path(__file__).parent.parent / "src" / "ieum"
SAY = re.compile(r"""\{%\s*(?:say|saying)\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
WORDS = re.compile(r"[A-Za-zㄱ-ㆎ가-힣]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as its author wrote it, and where."""

    id: str
    place: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence in a catalogue."""

    id: str
    text: str
    language: str
    file: Path


def sentences() -> list[Sentence]:
    """Every sentence of the source that a reader may meet."""
    found: list[Sentence] = []
    for file in sorted(SOURCE.rglob("*.py")):
        found += _in_python(file)
    for file in sorted(SOURCE.rglob("templates/**/*.html")):
        found += _in_template(file)
    return [sentence for sentence in found if has_words(sentence.id)]


def entries() -> list[Entry]:
    """Every entry of every catalogue, obsolete ones included."""
    return [
        Entry(entry.msgid, entry.msgstr, file.parent.name, file)
        for file in sorted(SOURCE.rglob("locale/*/*.po"))
        for entry in polib.pofile(str(file))
    ]


def placeholders(text: str) -> set[str]:
    """The names that a sentence puts values for."""
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name}


def has_words(text: str) -> bool:
    """Whether there is anything to translate beside the values."""
    return any(WORDS.search(literal) for literal, *_rest in Formatter().parse(text))


def _in_python(file: Path) -> Iterator[Sentence]:
    tree = ast.parse(file.read_bytes())
    place = str(file.relative_to(SOURCE))
    is_command = file.parent.name == "commands" and file.stem != "__init__"
    if is_command and (documentation := ast.get_docstring(tree)):
        yield Sentence(documentation.partition("\n")[0].strip(), place)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _in_call(node, place, is_command)
        elif isinstance(node, ast.FunctionDef) and _is_tool(node):
            documentation = ast.get_docstring(node) or ""
            paragraph = " ".join(documentation.split("\n\n")[0].split())
            yield Sentence(paragraph, f"{place}:{node.lineno}")
            if not _has_title(node):
                yield Sentence(paragraph.rstrip("."), f"{place}:{node.lineno}")


def _in_call(node: ast.Call, place: str, is_command: bool) -> Iterator[Sentence]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    where = f"{place}:{node.lineno}"
    if name == "_" and node.args and (text := _constant(node.args[0])):
        yield Sentence(text, where)
    for keyword in node.keywords:
        text = _constant(keyword.value)
        described = name == "Field" and keyword.arg == "description"
        helped = is_command and keyword.arg == "help"
        if text and (described or helped):
            yield Sentence(text, where)


def _is_tool(node: ast.FunctionDef) -> bool:
    return any(
        isinstance(one, ast.Call) and getattr(one.func, "attr", "") == "tool"
        for one in node.decorator_list
    )


def _has_title(node: ast.FunctionDef) -> bool:
    return any(
        keyword.arg == "title"
        for one in node.decorator_list
        if isinstance(one, ast.Call)
        for keyword in one.keywords
    )


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _in_template(file: Path) -> Iterator[Sentence]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        for double, single in SAY.findall(line):
            yield Sentence(double or single, f"{file.relative_to(SOURCE)}:{number}")
