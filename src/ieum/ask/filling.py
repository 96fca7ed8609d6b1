"""The arguments of a tool from the values of an utterance, and which of the values it leaves over."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ieum.ask.choices import choice_in
from ieum.ask.features import Word
from ieum.ask.lines import name_beside
from ieum.ask.roles import required_dates, smaller_and_larger
from ieum.ask.values import Found, ValueKind
from ieum.ask.wants import Want, Wanted
from ieum.kernel.errors import InvalidArguments
from ieum.kernel.messages import Language
from ieum.kernel.shapes import Shape
from ieum.kernel.tool import Tool
from ieum.text.span import Span

_FIRST = re.compile(r"^(?:start|begin|first|since|from)|첫|시작|부터")
_LAST = re.compile(r"^(?:end|last|until|to|due|deadline)|마지막|끝|까지")
_WHOLE = re.compile(r"^(?:whole|total|base|all)\b|전체|총")
_FLAG_SHARE = 0.34
#: So many letters of a word in Latin letters are its stem.
_STEM = 5
#: What joins an amount to the one before it.
_JOINED = re.compile(
    r"(?:^|\s)(?:이랑|랑|하고|와|과|그리고|및|에다가?|더하기|플러스|plus|and)\s|[,+&]", re.I
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)")
_EXPLICIT_NO = re.compile(r"(?:안|않|말고|빼고|제외|없이|without|not|exclud)")


@dataclass
class Filling:
    """Arguments as JSON values, where they were said, and which values found no use."""

    wanted: Sequence[Wanted] = ()
    arguments: dict[str, Any] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    missing: list[Wanted] = field(default_factory=list)
    left_over: list[Found] = field(default_factory=list)

    @property
    def unused(self) -> list[Found]:
        """The values said that found no use. A place or a quotation only says what it is about."""
        return [f for f in self.left_over if f.kind not in (ValueKind.REGION, ValueKind.QUOTE)]


@dataclass(frozen=True)
class Utterance:
    """An utterance with what was found in it."""

    text: str
    values: Sequence[Found]
    words: Sequence[Word]
    today: date


def fill(tool: Tool, wanted: Sequence[Wanted], said: Utterance) -> Filling:
    """Fill what can be filled; a value serves one argument only."""
    return _Filler(tool, wanted, said).filled()


class _Filler:
    def __init__(self, tool: Tool, wanted: Sequence[Wanted], said: Utterance) -> None:
        self.tool = tool
        self.wanted = wanted
        self.said = said
        self.free = list(said.values)
        self.result = Filling(wanted)

    def filled(self) -> Filling:
        """Run the kinds in the order in which they take values from each other."""
        self._take_texts()
        self._take_lengths()
        self._take_dates()
        for wanted in self._of(Want.LINES):
            self._take_lines(wanted)
        self._take_amounts()
        self._take_numbers(Want.PERCENT, ValueKind.PERCENT)
        self._take_numbers(Want.NUMBER, ValueKind.NUMBER)
        self._take_choices_and_flags()
        self._drop_what_is_refused()
        self.result.missing = [
            w for w in self.wanted if w.required and w.name not in self.result.arguments
        ]
        self._ask_for_days()
        self.result.left_over = [found for found in self.free if not self._lies_in_use(found)]
        return self.result

    def _ask_for_days(self) -> None:
        """A stretch such as next year was said where an optional day is wanted: ask which day."""
        stretch = next((f for f in self._dates() if not self._lies_in_use(f)), None)
        required = any(w.required and w.want is Want.DATE for w in self.wanted)
        wanted = [w for w in self._of(Want.DATE) if not w.required]
        if stretch is not None and required and len(wanted) == 1:
            self.result.missing.append(wanted[0])
            self.free.remove(stretch)

    def _lies_in_use(self, found: Found) -> bool:
        """Whether a value is part of what an argument took, such as 1분기 of the line 1분기 2억."""
        return any(found.span.overlaps(span) for span in self.result.spans.values())

    def _of(self, *wants: Want) -> list[Wanted]:
        return [w for w in self.wanted if w.want in wants and w.name not in self.result.arguments]

    def _set(self, wanted: Wanted, value: Any, span: Span | None, *used: Found) -> None:
        self.result.arguments[wanted.name] = value
        if span is not None:
            self.result.spans[wanted.name] = span
        self.free = [found for found in self.free if found not in used]

    def _take_texts(self) -> None:
        text = self.said.text
        for wanted in self._of(Want.UTTERANCE):
            bare = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
            self._set(wanted, bare.of(text), bare, *self.free)
        for wanted in self._of(Want.PASSAGE, Want.NAME):
            quote = next((f for f in self.free if f.kind is ValueKind.QUOTE), None)
            if quote is not None:
                words = quote.text.strip()
                start = text.index(words, quote.span.start)
                self._set(wanted, words, Span(start, start + len(words)), quote)
        for wanted in self._of(Want.REGION):
            region = next((f for f in self.free if f.kind is ValueKind.REGION), None)
            if region is not None:
                self._set(wanted, region.text, region.span, region)
        for wanted in self._of(Want.DATE_WORDS):
            found = next((f for f in self.free if f.kind is ValueKind.DATE), None)
            if found is not None:
                self._set(wanted, found.text, found.span, found)

    def _take_lengths(self) -> None:
        for wanted in self._of(Want.DURATION):
            form = wanted.argument.shape.text_form
            assert form is not None
            for found in [f for f in self.free if f.kind is ValueKind.DURATION]:
                try:
                    value = form.read(found.text)
                except ValueError:
                    continue
                self._set(wanted, value, found.span, found)
                break

    def _take_dates(self) -> None:
        for wanted in self._of(Want.DATE):
            if not wanted.required:
                self._take_hinted_date(wanted)
        required = [w for w in self._of(Want.DATE) if w.required]
        first = next((w for w in required if _is(_FIRST, w)), None)
        last = next((w for w in required if _is(_LAST, w)), None)
        if first and last and first is not last:
            self._take_stretch(first, last)
        for wanted in self._of(Want.DATE):
            days = [f for f in self._dates() if _one_day(f)]
            if wanted.required and days:
                self._set_day(wanted, self._likeliest_day(days))
        self._take_further_date()
        for wanted in self._of(Want.MOMENT):
            match = _MOMENT.search(self.said.text)
            if match:
                moment = datetime.fromisoformat(match[0])
                self._set(wanted, moment.isoformat(), Span(*match.span()))

    def _dates(self) -> list[Found]:
        return [f for f in self.free if f.kind is ValueKind.DATE]

    def _likeliest_day(self, days: Sequence[Found]) -> Found:
        """Of several days, the one that stands as the required one does in the tool's utterances."""
        if len(days) == 1:
            return days[0]
        roles = required_dates(self.tool)
        return max(days, key=lambda day: roles.leaning(self.said.text, day, days))

    def _set_day(self, wanted: Wanted, found: Found) -> None:
        assert found.days is not None
        self._set(wanted, found.days.start.isoformat(), found.span, found)

    def _take_hinted_date(self, wanted: Wanted) -> None:
        """An optional date is taken first where a word for it stands right behind or before."""
        dates = self._dates()
        if len(dates) < 2 and any(w.required for w in self._of(Want.DATE, Want.DATE_WORDS)):
            return
        for found in dates:
            if _one_day(found) and wanted.is_hinted(self._beside(found, before=4), topic_too=False):
                self._set_day(wanted, found)
                return

    def _take_further_date(self) -> None:
        """The one day left, for the one optional date left, once the required ones are said.

        Today needs no saying: it is what a date left out means.
        """
        today = self.said.today
        self.free = [
            f
            for f in self.free
            if not (f.days and _one_day(f) and f.days.start == today)
            or not any(not w.required for w in self._of(Want.DATE))
        ]
        if not any(w.required and w.want is Want.DATE for w in self.wanted):
            return
        wanted = self._of(Want.DATE)
        days = [f for f in self._dates() if _one_day(f)]
        if len(wanted) == len(days) == 1 and not wanted[0].required:
            self._set_day(wanted[0], days[0])

    def _beside(self, found: Found, before: int = 10, after: int = 6) -> str:
        """The text around a value, as far as the next values allow."""
        start = max(
            [found.span.start - before, 0]
            + [f.span.end for f in self.said.values if f.span.end <= found.span.start]
        )
        end = min(
            [_word_end(self.said.text, found.span.end + after)]
            + [f.span.start for f in self.said.values if f.span.start >= found.span.end]
        )
        text = self.said.text
        return text[start : found.span.start] + " " + text[found.span.end : end]

    def _take_stretch(self, first: Wanted, last: Wanted) -> None:
        dates = self._dates()
        today = self.said.today
        if not dates:
            return
        if len(dates) == 1:
            only = dates[0].days
            assert only is not None
            if not only.is_period and (only.start > today or only.side == "until"):
                self._set(first, today.isoformat(), None)
                self._set(last, only.start.isoformat(), dates[0].span, dates[0])
            elif not only.is_period:
                self._set(first, only.start.isoformat(), dates[0].span, dates[0])
                self._set(last, today.isoformat(), None)
            else:
                self._set(first, only.start.isoformat(), dates[0].span)
                self._set(last, only.last.isoformat(), dates[0].span, dates[0])
            return
        one, two = dates[0], dates[1]
        if _side(two) == "from" and _side(one) != "from":
            one, two = two, one
        first_days, last_days = one.days, two.days
        assert first_days is not None
        assert last_days is not None
        start, end = first_days.start, last_days.last
        if end < start and last_days.ambiguous:
            end = last_days.future.last
            end = end if end >= start else end.replace(year=end.year + 1)
        elif end < start and not _side(one) and not _side(two):
            # What lies between two days does not ask which is named first.
            start, end = end, start
        self._set(first, start.isoformat(), one.span, one)
        self._set(last, end.isoformat(), two.span, two)

    def _take_lines(self, wanted: Wanted) -> None:
        """Named amounts as lines; amounts that a sibling's words point at are left to it."""
        item = wanted.argument.shape.item
        assert item is not None
        siblings = list(self._of(Want.WON))
        carriers = {
            word.lower()
            for language in Language
            for word in re.findall(r"[A-Za-z]+", self.tool.title.text(language))
        }
        lines: list[Any] = []
        used: list[Found] = []
        spans: list[Span] = []
        at = 0
        for found in [f for f in self.free if f.kind is ValueKind.WON]:
            name = name_beside(self.said.text, self.said.words, found, at, carriers)
            joined = _JOINED.search(self.said.text[at : found.span.start]) is not None
            at = found.span.end
            said = name.of(self.said.text) if name else ""
            if any(s.is_hinted(said or self._beside(found)) for s in siblings):
                continue
            if name is None and siblings and len(lines) > 1 and not joined:
                # After named lines, an amount on its own is what they are said to make.
                continue
            line = _line(item, said, found)
            if line is not None:
                at = max(at, name.end if name else at)
                lines.append(line)
                used.append(found)
                spans += [found.span, name or found.span]
        if len(lines) > 1 or (lines and not siblings):
            whole = Span(min(s.start for s in spans), max(s.end for s in spans))
            self._set(wanted, lines, whole, *used)

    def _take_amounts(self) -> None:
        wanted = self._of(Want.WON)
        required = [w for w in wanted if w.required]
        amounts = [f for f in self.free if f.kind is ValueKind.WON]
        if len(required) == 2 and len(amounts) >= 2:
            self._take_part_and_whole(required, amounts[:2])
        elif required and not amounts:
            # 2000 without 원: in a tool that wants an amount, a lone number is one.
            amounts = [f for f in self.free if f.kind is ValueKind.NUMBER and _large(f)]
        for one in self._of(Want.WON):
            amounts = [f for f in amounts if f in self.free]
            hinted = [f for f in amounts if one.is_hinted(self._beside(f))]
            choice = hinted or (amounts if one.required or self._lines_taken() else [])
            if choice:
                self._set(
                    one,
                    _integer(choice[-1 if not one.required else 0]),
                    choice[0].span,
                    choice[-1 if not one.required else 0],
                )

    def _lines_taken(self) -> bool:
        return any(w.want is Want.LINES and w.name in self.result.arguments for w in self.wanted)

    def _take_part_and_whole(self, required: list[Wanted], amounts: list[Found]) -> None:
        """Of a part and a whole the whole is the larger; otherwise hints and then order decide."""
        one, two = required
        first, second = amounts
        if _is(_WHOLE, one) != _is(_WHOLE, two):
            whole, part = (one, two) if _is(_WHOLE, one) else (two, one)
            larger, smaller = (
                (first, second) if _integer(first) >= _integer(second) else (second, first)
            )
            # A part may exceed its whole, as a result exceeds its target: places tell before sizes.
            if smaller_and_larger(self.tool).are_swapped(self.said.text, smaller, larger):
                larger, smaller = smaller, larger
            self._set(part, _integer(smaller), smaller.span, smaller)
            self._set(whole, _integer(larger), larger.span, larger)
        elif two.is_hinted(self._beside(first)) and one.is_hinted(self._beside(second)):
            self._set(one, _integer(second), second.span, second)
            self._set(two, _integer(first), first.span, first)

    def _take_numbers(self, want: Want, kind: ValueKind) -> None:
        """First the numbers that a unit or a word points at; then, for what is needed, the rest."""
        for pointed in (self._has_unit, self._is_beside):
            for wanted in self._of(want):
                self._take_number(wanted, kind, pointed)
        for wanted in self._of(want):
            if wanted.required:
                self._take_number(wanted, kind, lambda _wanted, _found: True)

    def _take_number(
        self, wanted: Wanted, kind: ValueKind, pointed: Callable[[Wanted, Found], bool]
    ) -> None:
        for found in [f for f in self.free if f.kind is kind and pointed(wanted, f)]:
            value = _number(wanted.argument.shape, found)
            if value is not None:
                self._set(wanted, value, found.span, found)
                return

    def _has_unit(self, wanted: Wanted, found: Found) -> bool:
        behind = self.said.text[found.span.end :].lstrip(" -").lower()
        return any(behind.startswith(unit) for unit in wanted.units)

    def _is_beside(self, wanted: Wanted, found: Found) -> bool:
        return wanted.is_hinted(self._beside(found))

    def _take_choices_and_flags(self) -> None:
        outside = _without_values(self.said)
        for wanted in self._of(Want.CHOICE):
            choice = choice_in(outside, wanted.argument.shape)
            if choice is not None:
                self._set(wanted, choice, None)
        text = self.said.text.lower()
        for wanted in self._of(Want.FLAG):
            said = not _EXPLICIT_NO.search(outside)
            if _is_flagged(wanted, text) and said != wanted.argument.default:
                self._set(wanted, said, None)
                # The first of "the first day" is a word here, and no number.
                self.free = [f for f in self.free if f.text.lower() not in wanted.hints]

    def _drop_what_is_refused(self) -> None:
        """What the tool's own model refuses was misread: better ask than send it."""
        try:
            self.tool.arguments.from_json(self.result.arguments)
        except InvalidArguments as error:
            for fault in error.faults:
                if fault.code != "missing":
                    self.result.arguments.pop(fault.path.partition(".")[0], None)


def _word_end(text: str, at: int) -> int:
    """The end of the word in Latin letters that a place lies in, or the place."""
    inside = re.compile(r"(?<=[a-z])[a-z]+", re.I).match(text, at)
    return inside.end() if inside else min(at, len(text))


def _is(pattern: re.Pattern[str], wanted: Wanted) -> bool:
    description = wanted.argument.description
    texts = [wanted.name, *(description.text(language).lower() for language in Language)]
    return any(pattern.search(text) for text in texts)


def _one_day(found: Found) -> bool:
    return found.days is not None and found.days.start == found.days.last


def _side(found: Found) -> str | None:
    return found.days.side if found.days else None


def _integer(found: Found) -> int:
    assert found.number is not None
    return int(found.number)


def _large(found: Found) -> bool:
    return found.number is not None and found.number >= 100 and found.number.denominator == 1


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


def _line(item: Shape, name: str, found: Found) -> Any:
    """The model's JSON value for a name and an amount, if its text form reads them so."""
    if item.text_form is None:
        return None
    amount = f"{_integer(found)}원"
    for written in (f"{name}: {amount}", f"{name} {found.text}") if name else (amount,):
        try:
            return item.text_form.read(written)
        except ValueError:
            continue
    return None


def _without_values(said: Utterance) -> str:
    kept, at = "", 0
    for found in said.values:
        kept += said.text[at : found.span.start] + " "
        at = found.span.end
    return kept + said.text[at:]
