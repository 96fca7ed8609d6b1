"""The regulator's pages: clocks that run and were missed, false blocks, rules, and the ledger's proofs."""

from __future__ import annotations

import json
from typing import Annotated

from pydantic import Field

from ieum.exchange.ledger import proofs
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB
from ieum.kernel.answer import Answer, Result, Source, SourceKind, refused
from ieum.kernel.context import Context
from ieum.kernel.errors import NotAllowed, NotFound, WrongArgument
from ieum.kernel.files import Content, File
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.due_process.telling import moment
from ieum.services.scamcall.due_process.values import Objection, day_of
from ieum.services.scamcall.judgement.rules import STAGES, Let, Rule, Stage, rules_on
from ieum.services.scamcall.judgement.sources import RULES
from ieum.services.scamcall.judgement.support import CITIZENS
from ieum.services.scamcall.oversight import store
from ieum.services.scamcall.oversight.sample import sample_notes
from ieum.services.scamcall.service import service
from ieum.services.scamcall.vocabulary import SubjectKind

MOST_LISTED = 500
CLOCKS = Source(
    kind=SourceKind.LAW,
    title=_("전기통신금융사기 피해 방지 및 피해금 환급에 관한 특별법 시행령"),
    locator=_("제10조의2제2항·제3항"),
)


class ClocksRunning(Result):
    """Clocks that run, and those that were missed."""

    running: Annotated[int, Field(description=_("가고 있는 시계"))]
    missed: Annotated[int, Field(description=_("넘긴 시계"))]
    clocks: Annotated[Table, Field(description=_("이의 결정 기한"))]
    late: Annotated[Table, Field(description=_("기한을 넘겨 결정한 이의"))]


class FalseBlocks(Result):
    """How often somebody was bound wrongly, and by whose doing."""

    rules: Annotated[Table, Field(description=_("규칙마다"))]
    requesters: Annotated[Table, Field(description=_("사람이 낸 명령, 기관마다"))]
    reporters: Annotated[Table, Field(description=_("신호가 맞고 틀린 기록, 기관마다"))]


class Rules(Result):
    """The rules in force and how far each has been let."""

    rules: Annotated[Table, Field(description=_("규칙과 단계"))]


class LedgerHead(Result):
    """The signed head of the ledger, to be kept by whoever checks it later."""

    entries: Annotated[int, Field(description=_("기록 수"))]
    signed_at: Annotated[str, Field(description=_("서명한 때"))]
    root: Annotated[str, Field(description=_("뿌리 해시(SHA-256)"))]
    head: Annotated[File, Field(description=_("서명된 머리글. ieum ledger verify로 확인합니다."))]
    proof: Annotated[
        File | None, Field(description=_("한 기록의 포함 증명, 또는 앞 머리글부터의 일관성 증명"))
    ]


@service.tool(
    title=_("가고 있는 시계"),
    says=[
        "기한을 넘긴 이의가 있나요",
        "이의 결정 기한 현황",
        "which objection deadlines were missed",
    ],
    examples=[{}],
    access="party",
    scope="oversee",
)
def clocks_running(context: Context) -> Answer[ClocksRunning]:
    """Show the clocks of all objections: those that run, by when, and those that were missed."""
    today = day_of(now())
    running = store.undecided(MOST_LISTED)
    late = store.decided_late(now(), MOST_LISTED)
    missed = sum(one.due is not None and one.due < today for one in running)
    rows: list[list[Cell]] = [
        [*_objection(one), one.due, _standing(one, one.due is not None and one.due < today)]
        for one in running
    ]
    late_rows: list[list[Cell]] = [
        [*_objection(one), due, day_of(one.decided_at) if one.decided_at else None]
        for one, due in late
    ]
    columns = [
        Column(name="objection", label=_("이의 번호")),
        Column(name="order", label=_("명령 번호")),
        Column(name="party", label=_("결정하는 기관")),
        Column(name="filed_on", label=_("낸 날")),
        Column(name="due", label=_("결정 기한")),
    ]
    return Answer(
        result=ClocksRunning(
            running=len(running),
            missed=missed + len(late),
            clocks=Table(
                caption=_("이의 결정 기한"),
                columns=[*columns, Column(name="standing", label=_("상태"))],
                rows=rows,
            ),
            late=Table(
                caption=_("기한을 넘겨 결정한 이의"),
                columns=[*columns, Column(name="decided_on", label=_("결정한 날"))],
                rows=late_rows,
            ),
        ),
        sources=[CLOCKS],
        notes=sample_notes(),
    )


@service.tool(
    title=_("오차단 현황"),
    says=[
        "규칙마다 오차단이 얼마나 되나요",
        "어느 기관이 잘못 묶었나요",
        "false blocks per rule and organisation",
    ],
    examples=[{}],
    access="party",
    scope="oversee",
)
def false_blocks(context: Context) -> Answer[FalseBlocks]:
    """Show how many orders were found wrong: by rule, by requesting and by reporting organisation."""
    names = {one.id: one.named(context.language) for one in parties.parties()}
    rules: list[list[Cell]] = []
    for rule in _rules():
        issued, wrong = store.wrong_of_rule(rule.id)
        rules.append([rule.id, issued, wrong, _per_1000(wrong, issued), rule.objections_per_1000])
    asked: list[list[Cell]] = [
        [
            names.get(one.requester, one.requester),
            one.issued,
            one.wrong,
            _per_1000(one.wrong, one.issued),
        ]
        for one in store.orders_by_requester()
    ]
    reporters: list[list[Cell]] = [
        [
            _("시민의 신고") if organisation == CITIZENS else names.get(organisation, organisation),
            right,
            wrong,
        ]
        for organisation, right, wrong in store.records()
    ]
    issued_columns = [
        Column(name="issued", label=_("낸 명령")),
        Column(name="wrong", label=_("이의가 받아들여진 명령")),
        Column(name="per_1000", label=_("천 건마다")),
    ]
    return Answer(
        result=FalseBlocks(
            rules=Table(
                caption=_("규칙마다"),
                columns=[
                    Column(name="rule", label=_("규칙")),
                    *issued_columns,
                    Column(name="budget", label=_("천 건마다 허용")),
                ],
                rows=rules,
            ),
            requesters=Table(
                caption=_("사람이 낸 명령, 기관마다"),
                columns=[Column(name="party", label=_("기관")), *issued_columns],
                rows=asked,
            ),
            reporters=Table(
                caption=_("신호가 맞고 틀린 기록, 기관마다"),
                columns=[
                    Column(name="party", label=_("기관")),
                    Column(name="right", label=_("맞음")),
                    Column(name="refuted", label=_("틀림")),
                ],
                rows=reporters,
            ),
        ),
        sources=[RULES],
        notes=sample_notes(),
    )


@service.tool(
    title=_("규칙과 단계"),
    says=["어떤 규칙이 어디까지 시행되나요", "판단 규칙의 단계", "rules and their stages"],
    examples=[{}],
    access="party",
    scope="oversee",
)
def rules(context: Context) -> Answer[Rules]:
    """List the rules in force, what each asks for, how far it has been let, by whom and why."""
    return Answer(result=_all_rules(), sources=[RULES], notes=sample_notes())


@service.tool(
    title=_("규칙의 단계 옮기기"),
    says=["이 규칙을 다음 단계로 옮겨 줘", "규칙을 그림자로 돌려 줘", "let a rule go on"],
    examples=[
        {
            "rule": "phone-alert",
            "stage": "shadow",
            "canary_percent": 100,
            "reason": "처음 단계에서 지켜봄",
        }
    ],
    access="party",
    scope="decide",
    effect="act",
)
def let_rule(
    rule: Annotated[str, Field(min_length=2, max_length=40, description=_("규칙의 이름"))],
    stage: Annotated[Stage, Field(description=_("어디까지"))],
    reason: Annotated[str, Field(min_length=2, max_length=300, description=_("까닭"))],
    context: Context,
    canary_percent: Annotated[
        int, Field(ge=1, le=100, description=_("이 단계를 먼저 겪을 대상의 몫, 퍼센트"))
    ] = 100,
) -> Answer[Rules]:
    """Let a rule go one stage further, or back as far as need be; only the hub's operator decides it."""
    if parties.acting_for(context.caller).id != HUB:
        raise NotAllowed(_("규칙의 단계는 허브를 운영하는 기관이 정합니다."))
    if not context.caller.signed_in:
        raise NotAllowed(_("사람이 로그인해 하는 일입니다. 프로그램의 키로는 할 수 없습니다."))
    found = next((one for one in _rules() if one.id == rule), None)
    if found is None:
        known = ", ".join(one.id for one in _rules())
        raise WrongArgument(
            "rule",
            _(
                "'{rule}' 규칙이 없습니다. 이 가운데에서 골라 주세요: {known}",
                rule=rule,
                known=known,
            ),
        )
    before = store.let_note(found.id).let.stage
    if STAGES.index(stage) > STAGES.index(before) + 1:
        following = STAGES[STAGES.index(before) + 1]
        raise WrongArgument(
            "stage",
            _(
                "지금은 '{before}' 단계입니다. 한 번에 한 단계씩, 다음은 '{following}'입니다.",
                before=before.words,
                following=following.words,
            ),
        )
    store.let(found, Let(stage, canary_percent), context.caller.reference, reason, now())
    return Answer(result=_all_rules(), sources=[RULES], notes=sample_notes())


@service.tool(
    title=_("원장의 머리글과 증명"),
    says=[
        "원장의 서명된 머리글을 받을게요",
        "원장 기록의 증명을 주세요",
        "ledger head and proof",
    ],
    examples=[{}, {"entry": 0}],
    access="party",
    scope="oversee",
)
def ledger_proof(
    context: Context,
    entry: Annotated[int | None, Field(ge=0, le=2**62, description=_("증명할 기록의 번호"))] = None,
    since: Annotated[
        int | None, Field(ge=1, le=2**62, description=_("전에 받은 머리글의 기록 수"))
    ] = None,
) -> Answer[LedgerHead]:
    """Give the signed head of the ledger, with the proof of one entry or of growth since a head."""
    try:
        head = proofs.newest_head()
        proof = _proof(entry, since, head.checkpoint.size)
    except NotFound as error:
        return refused(error.message, _("기록이 하나라도 생기면 1초 안에 머리글이 서명됩니다."))
    return Answer(
        result=LedgerHead(
            entries=head.checkpoint.size,
            signed_at=moment(head.at),
            root=head.checkpoint.root.hex(),
            head=_text_file("ledger-head.txt", "text/plain", head.note()),
            proof=proof,
        ),
        sources=[Source(kind=SourceKind.DOCUMENT, title="RFC 9162")],
        notes=sample_notes(),
    )


def _proof(entry: int | None, since: int | None, size: int) -> File | None:
    if entry is not None:
        found = proofs.inclusion(entry, size)
        values = {**found.as_json(), "leaf": found.leaf.decode()}
        return _text_file("inclusion.json", "application/json", json.dumps(values))
    if since is not None:
        grown = proofs.consistency(since, size).as_json()
        return _text_file("consistency.json", "application/json", json.dumps(grown))
    return None


def _text_file(name: str, media_type: str, text: str) -> File:
    return File(name=name, media_type=media_type, content=Content(text.encode()))


def _all_rules() -> Rules:
    rows: list[list[Cell]] = []
    for rule in _rules():
        note = store.let_note(rule.id)
        rows.append(
            [
                rule.id,
                rule.subject.words,
                rule.action.words,
                note.let.stage.words,
                note.let.canary_percent,
                moment(note.at) if note.at else None,
                note.by or None,
                note.reason or None,
                rule.least_organisations,
                rule.least_kinds,
                round(rule.least_score * 100),
                rule.lasts_hours,
                rule.basis,
            ]
        )
    return Rules(
        rules=Table(
            caption=_("규칙과 단계"),
            columns=[
                Column(name="rule", label=_("규칙")),
                Column(name="subject", label=_("대상")),
                Column(name="action", label=_("조치")),
                Column(name="stage", label=_("단계")),
                Column(name="canary", label=_("먼저 겪는 몫"), unit="%"),
                Column(name="since", label=_("언제부터")),
                Column(name="by", label=_("정한 이")),
                Column(name="reason", label=_("까닭")),
                Column(name="organisations", label=_("독립된 기관, 적어도")),
                Column(name="kinds", label=_("기관의 종류, 적어도")),
                Column(name="score", label=_("확신, 적어도")),
                Column(name="hours", label=_("기한"), unit=_("시간")),
                Column(name="basis", label=_("법적 근거")),
            ],
            rows=rows,
        )
    )


def _rules() -> list[Rule]:
    today = day_of(now())
    return [rule for kind in SubjectKind for rule in rules_on(today, kind)]


def _objection(one: Objection) -> list[Cell]:
    return [one.reference, one.order.reference, one.party, one.filed_on]


def _standing(one: Objection, is_missed: bool) -> Message:
    if one.due is None:
        return _("서류를 기다려 멈춤")
    return _("넘김") if is_missed else _("가고 있음")


def _per_1000(wrong: int, issued: int) -> float | None:
    return round(1000 * wrong / issued, 1) if issued else None
