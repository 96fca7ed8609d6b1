"""Amounts of money for a tool's arguments: single ones, and lines of named ones."""

from __future__ import annotations

import re
from typing import Any

from ieum.ask.lines import name_beside
from ieum.ask.roles import smaller_and_larger
from ieum.ask.taking import Taking, describes, integer
from ieum.ask.values import Found, ValueKind
from ieum.ask.wants import Want, Wanted
from ieum.kernel.messages import Language
from ieum.kernel.shapes import Shape
from ieum.text.span import Span

_WHOLE = re.compile(r"^(?:whole|total|base|all)\b|전체|총")
#: What joins an amount to the one before it.
_JOINED = re.compile(
    r"(?:^|\s)(?:이랑|랑|하고|와|과|그리고|및|에다가?|더하기|플러스|plus|and)\s|[,+&]", re.I
)


def take_lines(taking: Taking, wanted: Wanted) -> None:
    """Named amounts as lines; amounts that a sibling's words point at are left to it."""
    item = wanted.argument.shape.item
    assert item is not None
    siblings = list(taking.of(Want.WON))
    carriers = {
        word.lower()
        for language in Language
        for word in re.findall(r"[A-Za-z]+", taking.tool.title.text(language))
    }
    lines: list[Any] = []
    used: list[Found] = []
    spans: list[Span] = []
    at = 0
    for found in [f for f in taking.free if f.kind is ValueKind.WON]:
        name = name_beside(taking.said.text, taking.said.words, found, at, carriers)
        joined = _JOINED.search(taking.said.text[at : found.span.start]) is not None
        at = found.span.end
        said = name.of(taking.said.text) if name else ""
        if any(s.is_hinted(said or taking.beside(found)) for s in siblings):
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
        taking.set(wanted, lines, whole, *used)


def take_amounts(taking: Taking) -> None:
    wanted = taking.of(Want.WON)
    required = [w for w in wanted if w.required]
    amounts = [f for f in taking.free if f.kind is ValueKind.WON]
    if len(required) == 2 and len(amounts) >= 2:
        _take_part_and_whole(taking, required, amounts[:2])
    elif required and not amounts:
        # 2000 without 원: in a tool that wants an amount, a lone number is one.
        amounts = [f for f in taking.free if f.kind is ValueKind.NUMBER and _large(f)]
    for one in taking.of(Want.WON):
        amounts = [f for f in amounts if f in taking.free]
        hinted = [f for f in amounts if one.is_hinted(taking.beside(f))]
        choice = hinted or (amounts if one.required or _lines_taken(taking) else [])
        if choice:
            taking.set(
                one,
                integer(choice[-1 if not one.required else 0]),
                choice[0].span,
                choice[-1 if not one.required else 0],
            )


def _lines_taken(taking: Taking) -> bool:
    return any(w.want is Want.LINES and w.name in taking.result.arguments for w in taking.wanted)


def _take_part_and_whole(taking: Taking, required: list[Wanted], amounts: list[Found]) -> None:
    """Of a part and a whole the whole is the larger; otherwise hints and then order decide."""
    one, two = required
    first, second = amounts
    if describes(_WHOLE, one) != describes(_WHOLE, two):
        whole, part = (one, two) if describes(_WHOLE, one) else (two, one)
        larger, smaller = (first, second) if integer(first) >= integer(second) else (second, first)
        # A part may exceed its whole, as a result exceeds its target: places tell before sizes.
        if smaller_and_larger(taking.tool).are_swapped(taking.said.text, smaller, larger):
            larger, smaller = smaller, larger
        taking.set(part, integer(smaller), smaller.span, smaller)
        taking.set(whole, integer(larger), larger.span, larger)
    elif two.is_hinted(taking.beside(first)) and one.is_hinted(taking.beside(second)):
        taking.set(one, integer(second), second.span, second)
        taking.set(two, integer(first), first.span, first)


def _large(found: Found) -> bool:
    return found.number is not None and found.number >= 100 and found.number.denominator == 1


def _line(item: Shape, name: str, found: Found) -> Any:
    """The model's JSON value for a name and an amount, if its text form reads them so."""
    if item.text_form is None:
        return None
    amount = f"{integer(found)}원"
    for written in (f"{name}: {amount}", f"{name} {found.text}") if name else (amount,):
        try:
            return item.text_form.read(written)
        except ValueError:
            continue
    return None
