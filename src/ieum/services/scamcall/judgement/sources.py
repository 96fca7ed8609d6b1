"""What figures of judgement rest on, for the tools that show them."""

from __future__ import annotations

from ieum.kernel.answer import Source, SourceKind
from ieum.kernel.messages import _

RULES = Source(kind=SourceKind.RULE, title=_("판단 규칙(judgement/rules.csv)"))
