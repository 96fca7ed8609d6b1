"""What is known of the amounts in an answer, in words: which time they are for, who confirmed them."""

from __future__ import annotations

from collections.abc import Iterator

from ieum.kernel.answer import Answer
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Words
from ieum.search.figures import FigureKind
from ieum.search.finding import Finding
from ieum.search.questions import Reckoning, Wanted
from ieum.search.terms import TermKind
from ieum.services.programme.answers import answer_of
from ieum.services.programme.extraction.findings import Basis, Budget
from ieum.services.programme.questions.replies import Reply
from ieum.services.programme.register.values import ReviewState
from ieum.services.programme.results import Found

#: Of more amounts than these, the words themselves show which time they are for.
_MOST_TIMES = 4


def answer_to(reply: Reply) -> Answer[Found]:
    """The answer, or the refusal, that a reply makes."""
    finding = reply.finding
    if finding.lack:
        return answer_of(finding)
    times = list(_times(reply)) if reply.stated else None
    answer = answer_of(finding, _lead(reply), times)
    return answer.model_copy(
        update={"notes": [*answer.notes, *_unsaid(finding), *_standing(reply)]}
    )


def _lead(reply: Reply) -> Words | None:
    if reply.lead:
        return reply.lead
    if reply.ranked:
        first, count = reply.ranked.first.budget, reply.ranked.among
        if reply.ranked.last:
            ends = sorted([first, reply.ranked.last.budget], key=lambda budget: budget.won)
            return _(
                "금액이 적힌 {count}개 가운데 가장 많은 것은 {most}, {amount:money}이고, 가장 적은 것은 {least}, "
                "{smallest:money}입니다.",
                count=count,
                most=ends[1].name,
                amount=ends[1].won,
                least=ends[0].name,
                smallest=ends[0].won,
            )
        if reply.finding.question.reckoning is Reckoning.SMALLEST:
            return _(
                "{name}, {amount:money}. 금액이 적힌 {count}개 가운데 가장 적습니다.",
                name=first.name,
                amount=first.won,
                count=count,
            )
        return _(
            "{name}, {amount:money}. 금액이 적힌 {count}개 가운데 가장 많습니다.",
            name=first.name,
            amount=first.won,
            count=count,
        )
    is_one = len(reply.stated) == 1 and not (reply.finding.total or reply.finding.pair)
    for review in reply.reviews if is_one else ():
        written = reply.stated[0].budget.won
        if review.state is ReviewState.CORRECTED and review.amount.won != written:
            return _(
                "{right:money} (사람이 바로잡은 값이며, 문서에는 {written:money})",
                right=review.amount.won,
                written=written,
            )
    return None


def _times(reply: Reply) -> Iterator[Message]:
    """For each amount, which time it is for; and that two of different times are not one thing."""
    budgets = list(dict.fromkeys(stated.budget for stated in reply.stated))
    if len(budgets) <= _MOST_TIMES:
        yield from map(_time, budgets)
    if reply.finding.pair and len({(b.basis, b.years) for b in budgets}) > 1:
        if _are_years_asked_for(reply):
            return
        yield _(
            "두 금액은 기간이 서로 다릅니다. 한 해의 금액과 여러 해의 총액은 그대로 견주거나 더할 수 없습니다."
        )


def _are_years_asked_for(reply: Reply) -> bool:
    """Whether a question names two years, and each amount is that of a single year."""
    years = {t.year for t in reply.finding.question.terms if t.kind is TermKind.YEAR}
    return len(years) > 1 and all(s.budget.basis is Basis.ANNUAL for s in reply.stated)


def _time(budget: Budget) -> Message:
    years = budget.years
    amount = {"amount": budget.won}
    if budget.basis is Basis.ANNUAL and years.first is not None:
        return _("{amount:money}: {year}년 한 해의 금액입니다.", **amount, year=years.first)
    if years.first is not None and years.last is not None:
        return _(
            "{amount:money}: {first}~{last}년의 총액입니다.",
            **amount,
            first=years.first,
            last=years.last,
        )
    if years.last is not None:
        return _("{amount:money}: {last}년까지의 총액입니다.", **amount, last=years.last)
    return _(
        "{amount:money}: 문서가 기간을 밝히지 않아, 한 해의 금액인지 여러 해의 총액인지 알 수 없습니다.",
        **amount,
    )


def _unsaid(finding: Finding) -> Iterator[Message]:
    """The names of the question that the quoted documents do not use, so that nobody takes them as said."""
    documents = {id(quote.document): quote.document for quote in finding.quotes}.values()
    if finding.question.wanted[0] is not Wanted.STATEMENT or finding.total or finding.pair:
        return
    for term in finding.question.terms:
        if term.kind is TermKind.NAME and not any(
            term.stands_in(passage.text) for document in documents for passage in document.passages
        ):
            yield _(
                "'{word}'라는 말은 인용한 문서에 없어, 물음의 나머지 말로 찾은 대목입니다.",
                word=term.forms[0],
            )


def _standing(reply: Reply) -> Iterator[Message]:
    """Whether a person stands behind the figures."""
    figures = [f for quote in reply.finding.quotes for f in quote.figures]
    if not any(figure.kind is not FigureKind.REGION for figure in figures) and not reply.lead:
        return
    if reply.reviews and len(reply.reviews) == len(reply.stated) == len(figures):
        yield _("이 수치는 사람이 확인했습니다.")
    else:
        yield _("이 수치는 문서에서 규칙으로 찾은 것이며, 아직 확인되지 않았습니다.")
