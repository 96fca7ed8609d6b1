"""The arguments of a tool from the values of an utterance, and which of the values it leaves over."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ieum.ask.choices import choice_in
from ieum.ask.taking import Filling, Taking, Utterance
from ieum.ask.taking_amounts import take_amounts, take_lines
from ieum.ask.taking_dates import ask_for_days, take_dates
from ieum.ask.values import Found, ValueKind
from ieum.ask.wants import Want, Wanted
from ieum.kernel.errors import InvalidArguments
from ieum.kernel.shapes import Shape
from ieum.kernel.tool import Tool
from ieum.text.span import Span

_FLAG_SHARE = 0.34
#: So many letters of a word in Latin letters are its stem.
_STEM = 5
_EXPLICIT_NO = re.compile(r"(?:안|않|말고|빼고|제외|없이|without|not|exclud)")


def fill(tool: Tool, wanted: Sequence[Wanted], said: Utterance) -> Filling:
    """Fill what can be filled; a value serves one argument only.

    The kinds run in the order in which they take values from each other.
    """
    taking = Taking(tool, wanted, said)
    _take_codes(taking)
    _take_texts(taking)
    _take_lengths(taking)
    take_dates(taking)
    for lines in taking.of(Want.LINES):
        take_lines(taking, lines)
    take_amounts(taking)
    _take_numbers(taking, Want.PERCENT, ValueKind.PERCENT)
    _take_numbers(taking, Want.NUMBER, ValueKind.NUMBER)
    _take_choices_and_flags(taking)
    _drop_what_is_refused(taking)
    result = taking.result
    result.missing = [w for w in wanted if w.required and w.name not in result.arguments]
    ask_for_days(taking)
    result.left_over = [found for found in taking.free if not taking.lies_in_use(found)]
    return result


def _take_codes(taking: Taking) -> None:
    """Codes by the letters they begin with, in the order in which they were said."""
    for wanted in taking.of(Want.CODE):
        code = re.compile(rf"(?<![A-Za-z0-9]){wanted.letters}[0-9]+(?![A-Za-z0-9])", re.I)
        for match in code.finditer(taking.said.text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taking.result.spans.values()):
                inside = [found for found in taking.free if found.span.overlaps(span)]
                taking.set(wanted, match[0].upper(), span, *inside)
                break


def _take_texts(taking: Taking) -> None:
    text = taking.said.text
    for wanted in taking.of(Want.UTTERANCE):
        bare = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
        taking.set(wanted, bare.of(text), bare, *taking.free)
    for wanted in taking.of(Want.PASSAGE, Want.NAME):
        quote = next((f for f in taking.free if f.kind is ValueKind.QUOTE), None)
        if quote is not None:
            words = quote.text.strip()
            start = text.index(words, quote.span.start)
            taking.set(wanted, words, Span(start, start + len(words)), quote)
    for wanted in taking.of(Want.REGION):
        region = next((f for f in taking.free if f.kind is ValueKind.REGION), None)
        if region is not None:
            taking.set(wanted, region.text, region.span, region)
    for wanted in taking.of(Want.DATE_WORDS):
        found = next((f for f in taking.free if f.kind is ValueKind.DATE), None)
        if found is not None:
            taking.set(wanted, found.text, found.span, found)


def _take_lengths(taking: Taking) -> None:
    for wanted in taking.of(Want.DURATION):
        form = wanted.argument.shape.text_form
        assert form is not None
        for found in [f for f in taking.free if f.kind is ValueKind.DURATION]:
            try:
                value = form.read(found.text)
            except ValueError:
                continue
            taking.set(wanted, value, found.span, found)
            break


def _take_numbers(taking: Taking, want: Want, kind: ValueKind) -> None:
    """First the numbers that a unit or a word points at; then, for what is needed, the rest."""
    for pointed in (_has_unit, _is_beside):
        for wanted in taking.of(want):
            _take_number(taking, wanted, kind, pointed)
    for wanted in taking.of(want):
        if wanted.required:
            _take_number(taking, wanted, kind, lambda _taking, _wanted, _found: True)


def _take_number(
    taking: Taking,
    wanted: Wanted,
    kind: ValueKind,
    pointed: Callable[[Taking, Wanted, Found], bool],
) -> None:
    for found in [f for f in taking.free if f.kind is kind and pointed(taking, wanted, f)]:
        value = _number(wanted.argument.shape, found)
        if value is not None:
            taking.set(wanted, value, found.span, found)
            return


def _has_unit(taking: Taking, wanted: Wanted, found: Found) -> bool:
    behind = taking.said.text[found.span.end :].lstrip(" -").lower()
    return any(behind.startswith(unit) for unit in wanted.units)


def _is_beside(taking: Taking, wanted: Wanted, found: Found) -> bool:
    return wanted.is_hinted(taking.beside(found))


def _take_choices_and_flags(taking: Taking) -> None:
    outside = _without_values(taking.said)
    for wanted in taking.of(Want.CHOICE):
        choice = choice_in(outside, wanted.argument.shape)
        if choice is not None:
            taking.set(wanted, choice, None)
    text = taking.said.text.lower()
    for wanted in taking.of(Want.FLAG):
        said = not _EXPLICIT_NO.search(outside)
        if _is_flagged(wanted, text) and said != wanted.argument.default:
            taking.set(wanted, said, None)
            # The first of "the first day" is a word here, and no number.
            taking.free = [f for f in taking.free if f.text.lower() not in wanted.hints]


def _drop_what_is_refused(taking: Taking) -> None:
    """What the tool's own model refuses was misread: better ask than send it."""
    try:
        taking.tool.arguments.from_json(taking.result.arguments)
    except InvalidArguments as error:
        for fault in error.faults:
            if fault.code != "missing":
                taking.result.arguments.pop(fault.path.partition(".")[0], None)


def _number(shape: Shape, found: Found) -> int | float | None:
    """The value as the shape takes it, or nothing where it lies outside the bounds."""
    assert found.number is not None
    if shape.python_type is int and found.number.denominator != 1:
        return None
    value = int(found.number) if found.number.denominator == 1 else float(found.number)
    low = shape.at_least if shape.at_least is not None else shape.above
    high = shape.at_most if shape.at_most is not None else shape.below
    if (low is not None and value < low) or (high is not None and value > high):
        return None
    return value


def _is_flagged(wanted: Wanted, text: str) -> bool:
    """Whether one way of putting a flag is said in full, or enough of its words."""
    if any(all(_is_said(word, text) for word in phrase) for phrase in wanted.phrases):
        return True
    near = [hint for hint in wanted.hints if _is_said(hint, text)]
    return len(near) >= 2 and len(near) >= len(wanted.hints) * _FLAG_SHARE


def _is_said(word: str, text: str) -> bool:
    """Whether a word stands in a text, in Latin letters by its stem, in Hangul not behind 불 or 미."""
    if word.isascii():
        return re.search(rf"\b{re.escape(word[:_STEM])}", text) is not None
    return re.search(rf"(?<![불미]){re.escape(word)}", text) is not None


def _without_values(said: Utterance) -> str:
    kept, at = "", 0
    for found in said.values:
        kept += said.text[at : found.span.start] + " "
        at = found.span.end
    return kept + said.text[at:]
