"""What is said once of several amounts in a sentence: a time, 규모 at its end, that a work is new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import sentences
from ieum.services.programme.extraction.findings import Basis, Timing
from ieum.services.programme.extraction.mentions import Mention
from ieum.services.programme.extraction.nearest_time import COMPARED

#: 1450억원, 시험동은 1150억원, 창업동은 700억원 규모: an entry that the next follows at once.
_ENTRY_GOES_ON = re.compile(r"\s?원?\s?(?:,|이고|이며|과|와)\s")
_WAS_FIRST = re.compile(r"\s?원?(?:이었|였)(?:으나|지만|는데|다가|고)[,\s]")
_BECAME = re.compile(
    r"추경|추가\s?경정|심의|확정|변경|조정|수정|늦|당초|본예산|고쳐|줄|늘|깎|삭감|증액|감액"
)
_MOVES_TO = re.compile(r"\s?원?에서\s(?:총\s|약\s|모두\s)?")
_NEW = re.compile(r"새로(?:이)?\s?(?:시작|추진|도입|조성|선보)|신규로|처음으로|(?:에|을|를)\s?착수")
_TOPIC = re.compile(r"([가-힣A-Za-z]{2,12})(?:은|는|이|가)\s")
_BEGUN = re.compile(r"(?:에|부터)?\s(?:시작|착수|출범|개시|추진)(?:된|한|해\s온|되어\s온)\s")
_BEGINS = re.compile(r"\s(?:[^.]{0,20}\s)?(?:들어간다|착수|시작|착공|돌입|나선다|추진)")
_COMPLETE = re.compile(
    r"(?:까지|에|말까지|말)?\s?(?:[가-힣]{0,6}\s)?(?:완공|준공|개원|개관|개소|완료|마무리|완성|개통)"
)


def with_time_of_its_list(mention: Mention, earlier: Sequence[Mention]) -> Mention:
    """``올해 A에 120억원, B에 85억원을``: the time said once is that of all in the sentence."""
    if earlier and _is_revised(earlier[-1], mention):
        return replace(mention, budget=mention.budget.timed(_time_of(earlier[-1])))
    if not earlier or not mention.budget.is_untimed or mention.is_bracketed:
        return mention
    if mention.is_of_whole_work and earlier[-1].budget.basis is Basis.ANNUAL:
        return mention
    last = earlier[-1]
    text = mention.passage.text
    together = any(s <= last.at and mention.at < e for s, e in sentences(text))
    if not together or last.is_bracketed or last.budget.is_untimed or _is_compared(last):
        return mention
    return replace(mention, budget=mention.budget.timed(_time_of(last)))


def _time_of(mention: Mention) -> Timing:
    known = mention.budget
    return Timing(known.basis, known.years, known.starts, known.ends)


def _is_revised(first: Mention, mention: Mention) -> bool:
    """Whether an amount is what another one of its sentence became, without another time being said:
    본예산에서 340억원이었으나 추가경정예산에서 362억원으로 고쳐졌다."""
    text, end = mention.passage.text, _end(first)
    if first.budget.is_untimed or not _WAS_FIRST.match(text, end):
        return False
    together = any(s <= first.at and mention.at < e for s, e in sentences(text))
    times = (FigureKind.DATE, FigureKind.PERIOD)
    has_own = any(f.kind in times and end <= f.start < mention.at for f in mention.passage.figures)
    return together and not has_own and _BECAME.search(text, end, mention.at) is not None


def _with_time_of_revision(mention: Mention, after: Mention) -> Mention:
    """당초 185억 원에서 210억 원으로 늘려 2030년까지: what was first meant is for the same years."""
    text = mention.passage.text
    moved = _MOVES_TO.fullmatch(text, _end(mention), after.at) is not None
    known = after.budget
    if not moved or not mention.budget.is_untimed or known.basis is not Basis.TOTAL:
        return mention
    return replace(mention, budget=mention.budget.timed(_time_of(after)))


def with_what_their_list_says(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a passage, each with what its sentence says of it elsewhere."""
    made = list(mentions)
    for at in range(len(made) - 2, -1, -1):
        made[at] = _with_qualifier(made[at], made[at + 1])
        made[at] = _with_time_of_revision(made[at], made[at + 1])
    for at in range(1, len(made)):
        made[at] = _with_place(made[at], made[at - 1])
    return [_with_course(m, made[at + 1 :]) for at, m in enumerate(made)]


def _with_place(mention: Mention, before: Mention) -> Mention:
    """An amount for which no place is named is for that of the one before it in its sentence."""
    text = mention.passage.text
    together = any(s <= before.at and mention.at < e for s, e in sentences(text))
    is_open = bool(before.budget.regions) and not mention.budget.regions
    if not together or not is_open or before.budget.lead != mention.budget.lead:
        return mention
    return replace(mention, budget=replace(mention.budget, regions=before.budget.regions))


def _end(mention: Mention) -> int:
    return mention.budget.amount_at[1] - mention.passage.start


def _is_compared(mention: Mention) -> bool:
    """Whether another amount is compared with it: 올해 530억원보다 늘어난 812억원."""
    return COMPARED.match(mention.passage.text, _end(mention)) is not None


def _with_qualifier(mention: Mention, after: Mention) -> Mention:
    """An entry is as exact as the last one of its list, where nothing stands at it itself."""
    text = mention.passage.text
    shared = mention.budget.qualifier == "exact" and after.budget.qualifier == "approximately"
    if not shared or not _ENTRY_GOES_ON.match(text, _end(mention)) or mention.is_bracketed:
        return mention
    together = any(s <= mention.at and after.at < e for s, e in sentences(text))
    says_itself = re.search(r"약\s?$", text[: after.at])
    if not together or says_itself or text.startswith("약", after.at):
        return mention
    return replace(mention, budget=replace(mention.budget, qualifier="approximately"))


def _with_course(mention: Mention, after: Sequence[Mention]) -> Mention:
    """A work whose money has no time of its own begins and ends when its sentences say."""
    budget = mention.budget
    if budget.basis is Basis.ANNUAL or budget.starts or mention.is_bracketed:
        return mention
    text, spans = mention.passage.text, sentences(mention.passage.text)
    number = next((n for n, (s, e) in enumerate(spans) if s <= mention.at < e), None)
    if number is None:
        return mention
    start, end = spans[number]
    years = [f for f in mention.passage.figures if f.kind is FigureKind.DATE and f.unit == "year"]
    starts = _begun(text, [f for f in years if start <= f.start < end], _end(mention))
    ends = budget.ends
    if budget.is_untimed:
        in_year = [m.budget for m in after if m.at < end and m.budget.basis is Basis.ANNUAL]
        if starts is None and in_year and _NEW.search(text, start, end):
            starts = in_year[0].starts
        ends = _completed(text, spans[number : number + 2], years, mention)
    elif starts is not None and ends is not None and starts > ends:
        starts = None
    return replace(mention, budget=replace(budget, starts=starts, ends=ends))


def _begun(text: str, years: Sequence[Figure], at: int) -> date | None:
    """The first day of the year in which a sentence says that the work of an amount, which ends
    ``at``, began or is to begin."""
    for figure in years:
        is_after = figure.start >= at and figure.text.endswith("부터")
        if (is_after and _BEGINS.match(text, figure.end)) or _BEGUN.match(text, figure.end):
            return figure.first
    return None


def _completed(
    text: str, spans: Sequence[tuple[int, int]], years: Sequence[Figure], mention: Mention
) -> date | None:
    """The last day of the year in which the work of an amount is to be complete, as its sentence or
    the next one, if that is about the same, says."""
    for number, (start, end) in enumerate(spans):
        topic = _TOPIC.match(text, start, end)
        if number and (topic is None or topic[1] not in mention.name.text):
            break
        for figure in years:
            if max(start, _end(mention)) <= figure.start < end and _COMPLETE.match(
                text, figure.end
            ):
                return figure.last
    return None
