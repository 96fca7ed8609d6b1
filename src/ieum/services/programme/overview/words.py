"""Words of the register that its lists share: kinds, states, matters."""

from __future__ import annotations

from ieum.kernel.messages import Message, _
from ieum.kernel.views import Words
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import Kind, Status
from ieum.services.programme.register.wording import NOT_CONFIRMED, STATES, SUBJECTS

#: The areas of work of the programmes that this release ships.
AREAS: dict[str, Message] = {
    str(area): area
    for area in (
        _("거버넌스"),
        _("컴퓨팅"),
        _("AI 모델"),
        _("인재"),
        _("지역"),
        _("안전"),
        _("과학기술"),
        _("우주"),
        _("연구개발"),
        _("민생"),
        _("문화"),
        _("국방"),
        _("제조"),
        _("국제협력"),
        _("중소기업"),
        _("모빌리티"),
        _("반도체"),
        _("의료"),
    )
}
_SHIPPED = _("이 배포판에 실림, 아직 확인되지 않음")
_CONFIRMED = _("확인됨")


def kind_words(kind: str) -> Words:
    """What a kind is called; one from elsewhere stands as it is."""
    return Kind(kind).words if kind in set(Kind) else kind


def status_words(status: str) -> Words:
    """What a status is called; empty for none."""
    return Status(status).words if status in set(Status) else status


def review_words(statement: StatementRecord) -> Message:
    """Whether people stand behind a statement, and who brought it where nobody does yet."""
    if statement.built_in and not statement.is_settled:
        return _SHIPPED
    return STATES[statement.state]


def confirmed_words(is_confirmed: bool) -> Message:
    """Whether all that counts of a programme is confirmed."""
    return _CONFIRMED if is_confirmed else NOT_CONFIRMED


def area_words(area: str) -> Words:
    """What an area of work is called; one from elsewhere stands as it is."""
    return AREAS.get(area, area)


def subject_words(statement: StatementRecord) -> Message:
    """What a statement is about."""
    return SUBJECTS[statement.subject]


def source_words(statement: StatementRecord) -> str | None:
    """The title of the document that a statement stands in."""
    return statement.document_title or statement.source or None
