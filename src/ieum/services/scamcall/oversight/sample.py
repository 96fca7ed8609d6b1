"""Whether figures come from a simulated country, and the words that say so beside them."""

from __future__ import annotations

from ieum.kernel.messages import Message, _
from ieum.services.scamcall.simulation import store


def sample_notes() -> list[Message]:
    """What must stand beside figures of this hub: nothing, unless a country was simulated on it."""
    if not store.is_simulated():
        return []
    if store.is_real():
        return [
            _(
                "견본이 섞여 있습니다. 이 허브에서 지어낸 견본 나라를 돌린 뒤에 실제 기관이 들어왔습니다. 수치를 실제로 "
                "보지 말고, 새 허브에서 다시 시작하세요."
            )
        ]
    return [_("견본입니다. 지어낸 나라의 수치이며, 실제 신고나 조치는 하나도 없습니다.")]
