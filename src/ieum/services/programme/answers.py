"""From a finding to the answer that people read: the figure first, its words, its sources."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ieum.kernel.answer import Answer, Source, SourceKind, Span, Step, refused
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Cell, Column, Mark, MarkedText, Table, Words
from ieum.search.figures import Figure, FigureKind
from ieum.search.finding import Finding, Lack, Pair, Quote
from ieum.search.questions import Reckoning, Wanted
from ieum.search.reckoning import Total
from ieum.search.terms import TermKind
from ieum.services.programme.places import place_of
from ieum.services.programme.register.wording import amount_in_words
from ieum.services.programme.results import Found
from ieum.text.money import find_money
from ieum.text.qualifiers import qualifier_around

KIND_WORDS: dict[str, Message] = {
    FigureKind.AMOUNT: _("금액"),
    FigureKind.DATE: _("날짜"),
    FigureKind.PERIOD: _("기간"),
    FigureKind.COUNT: _("수"),
    FigureKind.SHARE: _("비율"),
    FigureKind.REGION: _("지역"),
}
_WANTED_WORDS: dict[Wanted, Message] = {
    Wanted.AMOUNT: _("금액"),
    Wanted.DATE: _("날짜"),
    Wanted.PERIOD: _("기간"),
    Wanted.COUNT: _("수"),
    Wanted.SHARE: _("비율"),
    Wanted.CHANGE: _("달라진 정도"),
    Wanted.ACTOR: _("맡은 곳"),
    Wanted.PLACE: _("장소"),
    Wanted.STATEMENT: _("내용"),
}
_MOST_TIMES = 2
_JOINER = "\n…\n"


def answer_of(
    finding: Finding, lead: Words | None = None, known: Sequence[Message] | None = None
) -> Answer[Found]:
    """The answer, or the refusal, that a finding makes.

    ``lead`` stands in place of the finding's own first words; ``known`` is what is known of its
    amounts, in place of the times said beside them.
    """
    if finding.lack:
        return _refusal(finding)
    evidence = _evidence(finding.quotes)
    return Answer[Found](
        result=Found(
            answer=lead or _lead(finding),
            evidence=evidence,
            figures=_table(finding.quotes),
        ),
        steps=_steps(finding),
        sources=[source_of(quote) for quote in finding.quotes],
        notes=[*_notes(finding), *(_when(finding) if known is None else known)],
    )


def source_of(quote: Quote) -> Source:
    """Where a quote stands, exactly enough to look it up."""
    return Source(
        kind=SourceKind.DOCUMENT,
        title=quote.document.title,
        publisher=quote.document.publisher,
        published=quote.document.issued,
        locator=place_of(quote.passage.locator),
        span=Span(start=quote.start, end=quote.end),
        quote=quote.text,
        page=f"/s/programme/document?id={quote.document.key}"
        if quote.document.key.isdigit()
        else "",
    )


def _lead(finding: Finding) -> Words:
    if finding.total:
        return _sum_in_words(finding.total)
    if finding.pair:
        return _comparison(finding.pair, finding.question.reckoning)
    figures = finding.quotes[0].figures
    if finding.question.reckoning is Reckoning.CONTRAST:
        return _JOINER.join(quote.text for quote in finding.quotes)
    if not figures:
        return finding.quotes[0].text
    if finding.question.reckoning is Reckoning.EACH:
        return _listed([figure for quote in finding.quotes for figure in quote.figures])
    return _listed(figures)


def _listed(figures: Sequence[Figure]) -> Words:
    first, *others = map(in_words, figures)
    for other in others:
        first = _("{first}, {second}", first=first, second=other)
    return first


def in_words(figure: Figure) -> Words:
    """A figure as people of each language write it, with the day or year that relative words mean."""
    if figure.kind is FigureKind.AMOUNT:
        return _amount_in_words(figure)
    is_relative = figure.first and str(figure.first.year) not in figure.text
    if figure.kind is not FigureKind.DATE or figure.first is None or not is_relative:
        return figure.text
    if figure.unit == "day":
        return _("{day} (문서의 말: {written})", day=figure.first, written=figure.text)
    if figure.unit == "month":
        return _(
            "{year}년 {month}월 (문서의 말: {written})",
            year=figure.first.year,
            month=figure.first.month,
            written=figure.text,
        )
    return _("{year}년 (문서의 말: {written})", year=figure.first.year, written=figure.text)


def _amount_in_words(figure: Figure) -> Words:
    money = next(iter(find_money(figure.text)), None)
    if money is None or figure.value is None or figure.unit != "KRW":
        return figure.text
    qualifier = qualifier_around(figure.text, money.span.start, money.span.end)
    return amount_in_words(int(figure.value), qualifier)


def money_in_words(amount: Decimal, unit: str) -> Words:
    """An amount in won with its large units, or in another currency with its code."""
    return amount_in_words(int(amount), "exact") if unit == "KRW" else f"{amount:,} {unit}"


def _sum_in_words(total: Total) -> Message:
    unit = total.parts[0].figure.unit
    parts, *others = (in_words(part.figure) for part in total.parts)
    for other in others:
        parts = _("{first} + {second}", first=parts, second=other)
    values: dict[str, Words] = {"parts": parts, "sum": money_in_words(total.sum, unit)}
    if total.stated is None or total.gap is None:
        return _("{parts} = {sum}", **values)
    values["stated"] = in_words(total.stated.figure)
    if total.gap == 0:
        return _("{parts} = {sum}. 문서가 밝힌 {stated:과/와} 맞습니다.", **values)
    values["gap"] = money_in_words(abs(total.gap), unit)
    if total.gap > 0:
        return _("{parts} = {sum}. 문서가 밝힌 {stated}보다 {gap} 많습니다.", **values)
    return _("{parts} = {sum}. 문서가 밝힌 {stated}보다 {gap} 적습니다.", **values)


def _comparison(pair: Pair, reckoning: Reckoning | None) -> Message:
    first, second = pair.first, pair.second
    assert first.value is not None
    assert second.value is not None
    said: dict[str, Words] = {"first": in_words(first), "second": in_words(second)}
    if reckoning is Reckoning.RATIO and first.value and second.value:
        low, high = sorted([first.value, second.value])
        ratio = f"{high / low:.3f}".rstrip("0").rstrip(".")
        return _("{first}에서 {second}, {ratio}배입니다.", **said, ratio=ratio)
    if reckoning is None and second.value:
        share = f"{100 * first.value / second.value:.2f}".rstrip("0").rstrip(".")
        return _("{first:은/는} {second}의 {share}%입니다.", **said, share=share)
    gap = abs(second.value - first.value)
    written = money_in_words(gap, first.unit) if first.kind is FigureKind.AMOUNT else f"{gap:,f}"
    if not pair.names:
        return _("{first}에서 {second}, 차이는 {gap}입니다.", **said, gap=written)
    said |= {"one": pair.names[0], "other": pair.names[1]}
    if reckoning is Reckoning.SAME:
        return _(
            "문서의 서로 다른 대목에 따로 적힌 금액입니다. {one:은/는} {first}, {other:은/는} {second}.",
            **said,
        )
    if not gap:
        return _("{one:과/와} {other} 모두 {first:으로/로} 같습니다.", **said)
    more = 0 if first.value > second.value else 1
    return _(
        "{more:이/가} {gap} 더 많습니다. {one:은/는} {first}, {other:은/는} {second}.",
        **said,
        more=pair.names[more],
        gap=written,
    )


def _evidence(quotes: Sequence[Quote]) -> MarkedText:
    text, marks = "", []
    for quote in quotes:
        if text:
            text += _JOINER
        for figure in quote.figures:
            marks.append(
                Mark(
                    start=len(text) + figure.start,
                    end=len(text) + figure.end,
                    kind=figure.kind,
                    label=KIND_WORDS[figure.kind],
                )
            )
        text += quote.text
    return MarkedText(title=quotes[0].document.title, text=text, marks=_apart(marks))


def _apart(marks: list[Mark]) -> list[Mark]:
    """Marks in order, without those that overlap an earlier one."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _table(quotes: Sequence[Quote]) -> Table | None:
    rows: list[list[Cell]] = [
        [
            KIND_WORDS[figure.kind],
            in_words(figure),
            quote.document.title,
            place_of(quote.passage.locator),
        ]
        for quote in quotes
        for figure in quote.figures
    ]
    if not rows:
        return None
    return Table(
        columns=[
            Column(name="kind", label=_("종류")),
            Column(name="figure", label=_("수치")),
            Column(name="document", label=_("문서")),
            Column(name="place", label=_("자리")),
        ],
        rows=rows,
    )


def _steps(finding: Finding) -> list[Step]:
    wanted = _WANTED_WORDS[finding.question.wanted[0]]
    best = finding.quotes[0]
    steps = [
        Step(
            says=_(
                "물음에서 찾을 말({subject})과 물은 것({wanted})을 가려냈습니다.",
                subject=finding.question.subject,
                wanted=wanted,
            )
        ),
        Step(
            says=_(
                "'{title}'의 {locator}에서 그 말을 모두 담은 문장을 찾았습니다.",
                title=best.document.title,
                locator=place_of(best.passage.locator),
            )
        ),
    ]
    if finding.total:
        steps.append(
            Step(
                says=_(
                    "그 아래에 적힌 금액 {count}개를 더했습니다.", count=len(finding.total.parts)
                )
            )
        )
    return steps


def _notes(finding: Finding) -> list[Message]:
    notes = [
        _("물으신 {kind:은/는} 이 대목에 적혀 있지 않습니다.", kind=_WANTED_WORDS[kind])
        for kind in finding.unanswered
    ]
    for term in finding.question.terms:
        issued = finding.quotes[0].document.issued
        if term.kind is TermKind.YEAR and not term.forms[0].isdigit() and issued:
            notes.append(
                _(
                    "문서에서 {word:은/는} 문서 날짜 {issued}부터 센 말입니다.",
                    word=term.forms[0],
                    issued=issued,
                )
            )
    return notes


def _when(finding: Finding) -> list[Message]:
    """For an amount: the times said beside it, or that nobody says what time it is for."""
    quote = finding.quotes[0]
    amount = next((f for f in quote.figures if f.kind is FigureKind.AMOUNT), None)
    if amount is None:
        return []
    start = quote.start - quote.passage.start
    times = {
        figure.text: in_words(figure)
        for figure in quote.passage.figures
        if figure.kind in (FigureKind.DATE, FigureKind.PERIOD)
        and start <= figure.start < start + len(quote.text)
    }
    if not times:
        return [
            _(
                "{amount:이/가} 한 해의 금액인지 여러 해의 합계인지는 이 대목에 적혀 있지 않습니다.",
                amount=in_words(amount),
            )
        ]
    if len(times) > _MOST_TIMES:
        # A list of several things, each with a time of its own: the words themselves show which.
        return []
    return [_("이 대목에 함께 적힌 때: {time}", time=time) for time in times.values()]


def _refusal(finding: Finding) -> Answer[Found]:
    question = finding.question
    subject = question.subject
    if finding.lack is Lack.NO_WORDS or not subject:
        return refused(
            _("무엇을 찾을지 알 수 없습니다."),
            _("사업 이름이나 기관 이름을 넣어 물어보세요. 예: 광주 AI 예산은 얼마인가?"),
        )
    if finding.lack is Lack.NO_FIGURE:
        return refused(
            _(
                "문서에 '{subject}'에 관한 말은 있지만, 물으신 {kind:은/는} 나오지 않습니다.",
                subject=subject,
                kind=_WANTED_WORDS[question.wanted[0]],
            ),
            _("그 내용을 담은 문서를 올리면 다시 찾아봅니다."),
        )
    return refused(
        _("읽은 문서에 '{subject}'에 관한 내용이 없습니다.", subject=subject),
        _("그 내용을 담은 문서를 올리거나, 문서에 쓰인 말로 바꾸어 물어보세요."),
    )
