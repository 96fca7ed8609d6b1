"""A signal as a party sends it through any door."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import AwareDatetime, Field

from ieum.kernel.messages import _
from ieum.kernel.shapes import Flat
from ieum.kernel.text_form import TextForm
from ieum.services.scamcall.identifiers.normal import normal
from ieum.services.scamcall.signals.values import Sighting
from ieum.services.scamcall.vocabulary import CallerId, Manoeuvre, SignalType, SubjectKind

_NUMBERS = {"confidence", "amount_won"}


def read_signal(text: str) -> dict[str, Any]:
    """``name=value`` divided by semicolons as JSON values. Raises ``ValueError``."""
    found: dict[str, Any] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, equals, value = part.partition("=")
        name, value = name.strip(), value.strip()
        if not equals or name in found:
            raise ValueError(part)
        found[name] = int(value) if name in _NUMBERS and value.isdecimal() else value
    return found


def write_signal(signal: Any) -> str:
    """The signal as ``read_signal`` takes it back."""
    values = signal if isinstance(signal, dict) else signal.model_dump(mode="json")
    return "; ".join(f"{name}={value}" for name, value in values.items() if value not in (None, ""))


class SignalForm(Flat):
    """One signal of a party."""

    text_form: ClassVar[TextForm] = TextForm(
        read_signal,
        write_signal,
        _(
            "이름=값을 쌍반점으로 이은 신호입니다. 예: event_id=2026-7; type=number_report; kind=phone; "
            "identifier=+12025550123; seen_at=2026-11-20T09:30:00+09:00; confidence=80"
        ),
    )

    event_id: Annotated[
        str,
        Field(
            min_length=1,
            max_length=100,
            pattern=r"^[A-Za-z0-9._:-]+$",
            description=_("보내는 기관이 붙인 번호. 같은 번호는 같은 신호입니다."),
        ),
    ]
    type: Annotated[SignalType, Field(description=_("신호의 종류"))]
    kind: Annotated[SubjectKind, Field(description=_("무엇에 관한 것인지"))]
    identifier: Annotated[
        str,
        Field(
            min_length=1,
            max_length=2000,
            description=_("전화번호, 은행코드:계좌번호, 링크, 앱 이름"),
        ),
    ]
    seen_at: Annotated[AwareDatetime, Field(description=_("본 때"))]
    confidence: Annotated[int, Field(ge=0, le=100, description=_("얼마나 확실한지, 0에서 100까지"))]
    manoeuvre: Annotated[Manoeuvre, Field(description=_("수법"))] = Manoeuvre.UNKNOWN
    caller_id: Annotated[CallerId, Field(description=_("보인 번호가 건 사람의 것인지"))] = (
        CallerId.UNVERIFIED
    )
    counterpart_kind: Annotated[SubjectKind | None, Field(description=_("상대편이 무엇인지"))] = (
        None
    )
    counterpart: Annotated[
        str, Field(max_length=2000, description=_("함께 나온 전화번호, 계좌, 링크, 앱"))
    ] = ""
    amount_won: Annotated[int | None, Field(ge=0, le=10**15, description=_("걸린 돈, 원"))] = None

    def sighting(self) -> Sighting:
        """The signal with its identifiers in normal form. Raises ``WrongIdentifier``."""
        other = self.counterpart_kind if self.counterpart else None
        return Sighting(
            event_id=self.event_id,
            type=self.type,
            kind=self.kind,
            identifier=normal(self.kind, self.identifier),
            seen_at=self.seen_at,
            confidence=self.confidence,
            manoeuvre=self.manoeuvre,
            caller_id=self.caller_id,
            counterpart_kind=other,
            counterpart=normal(other, self.counterpart) if other else "",
            amount_won=self.amount_won,
        )
