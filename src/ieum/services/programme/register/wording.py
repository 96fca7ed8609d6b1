"""Values, subjects and states in words; what is written here is also what ``spelling.py`` reads."""

from __future__ import annotations

import calendar
from datetime import date

from ieum.kernel.messages import Language, Message, _, in_language
from ieum.kernel.views import Words
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register.kept_names import BETWEEN, KeptNames
from ieum.services.programme.register.values import (
    Amount,
    Measured,
    Names,
    ReviewState,
    RevisionKind,
    Stage,
    StatementValue,
    Status,
    Step,
    Subject,
    Time,
)
from ieum.text.qualifiers import Qualifier

SUBJECTS: dict[Subject, Message] = {
    Subject.BUDGET: _("예산"),
    Subject.LEAD: _("주관"),
    Subject.PARTNERS: _("참여"),
    Subject.REGIONS: _("지역"),
    Subject.START: _("시작"),
    Subject.END: _("끝"),
    Subject.TARGET: _("목표"),
    Subject.FIGURE: _("수치"),
    Subject.STATUS: _("상태"),
    Subject.MILESTONE: _("이정표"),
}
STATES: dict[ReviewState, Message] = {
    ReviewState.EXTRACTED: _("아직 확인되지 않음"),
    ReviewState.CONFIRMED: _("확인됨"),
    ReviewState.CORRECTED: _("고쳐서 확인됨"),
    ReviewState.REJECTED: _("아니라고 함"),
}
STATUSES: dict[Status, Message] = {
    Status.NAMED_ONLY: _("이름만 나옴"),
    Status.TENTATIVE: _("잠정"),
    Status.UNDER_REVIEW: _("검토 중"),
    Status.ANNOUNCED: _("발표됨"),
    Status.PLANNED: _("계획됨"),
    Status.ENACTED: _("법으로 정해짐"),
    Status.IN_PROGRESS: _("추진 중"),
    Status.IN_OPERATION: _("운영 중"),
    Status.DONE: _("끝남"),
    Status.DELAYED: _("늦어짐"),
    Status.STOPPED: _("멈춤"),
}
REVISIONS: dict[RevisionKind, Message] = {
    RevisionKind.CONFIRMED: _("확인"),
    RevisionKind.CORRECTED: _("고침"),
    RevisionKind.REJECTED: _("아니라고 함"),
    RevisionKind.TAKEN_BACK: _("되돌림"),
    RevisionKind.MERGED: _("사업 합침"),
    RevisionKind.SPLIT: _("사업 나눔"),
    RevisionKind.RENAMED: _("이름 바꿈"),
    RevisionKind.NAMED: _("다른 이름 더함"),
    RevisionKind.PLACED: _("상위 사업 정함"),
    RevisionKind.KEPT_APART: _("다른 사업이라고 함"),
}
NOT_CONFIRMED = STATES[ReviewState.EXTRACTED]


def in_words(value: StatementValue) -> Words:
    """A value as people write it: 약 12억 원 (2026년, 한 해)."""
    match value:
        case Amount():
            return _amount(value)
        case Names():
            return KeptNames(BETWEEN.join(value.names))
        case Time():
            return days_in_words(value.first, value.last)
        case Measured():
            return _measured(value)
        case Stage():
            return STATUSES[value.status]
        case Step():
            due = _("{what} ({day}까지)", what=value.what, day=value.due)
            return due if value.met is None else _("{step}, {day}에 이룸", step=due, day=value.met)


def ways_to_write(value: StatementValue) -> set[str]:
    """A value as it is written in each language."""
    words = in_words(value)
    return {in_language(words, language).strip() for language in Language}


def days_in_words(first: date, last: date) -> Message:
    """A day, a whole month or year, or what lies between two days."""
    if first == last:
        return _("{day}", day=first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if first.year == last.year:
            return _("{year}년", year=first.year)
        return _("{first}~{last}년", first=first.year, last=last.year)
    whole_month = last.day == calendar.monthrange(last.year, last.month)[1]
    if first.day == 1 and whole_month and (first.year, first.month) == (last.year, last.month):
        return _("{year}년 {month}월", year=first.year, month=first.month)
    return _("{first}부터 {last}까지", first=first, last=last)


def amount_in_words(won: int, qualifier: Qualifier) -> Message:
    """An amount with how exactly it is meant."""
    amount = _("{won:money}", won=won)
    return _qualified(amount, qualifier)


def years_in_words(first: int | None, last: int | None) -> Message | None:
    """The fiscal years of an amount; None where the text names none."""
    if first is None:
        return None if last is None else _("{year}년까지", year=last)
    if last is None:
        return _("{year}년부터", year=first)
    if first == last:
        return _("{year}년", year=first)
    return _("{first}~{last}년", first=first, last=last)


def _amount(value: Amount) -> Message:
    amount = amount_in_words(value.won, value.qualifier)
    basis = _("한 해") if value.basis is Basis.ANNUAL else _("전체")
    years = years_in_words(value.first_year, value.last_year)
    if years is None:
        return _("{amount} ({basis})", amount=amount, basis=basis)
    return _("{amount} ({years}, {basis})", amount=amount, years=years, basis=basis)


def _qualified(figure: Words, qualifier: Qualifier) -> Message:
    match qualifier:
        case "approximately":
            return _("약 {figure}", figure=figure)
        case "at_least":
            return _("{figure} 이상", figure=figure)
        case "at_most":
            return _("{figure} 이하", figure=figure)
        case "more_than":
            return _("{figure} 초과", figure=figure)
        case "less_than":
            return _("{figure} 미만", figure=figure)
    return figure if isinstance(figure, Message) else _("{figure}", figure=figure)


def _measured(value: Measured) -> Words:
    if value.number is None:
        return value.what
    number = f"{value.number:,.15g}".rstrip(".")
    space = " " if value.unit.isascii() and value.unit[:1].isalpha() else ""
    figure = _qualified(f"{number}{space}{value.unit}", value.qualifier)
    if value.what:
        figure = _("{what}: {figure}", what=value.what, figure=figure)
    return figure if value.by is None else _("{figure} ({day}까지)", figure=figure, day=value.by)
