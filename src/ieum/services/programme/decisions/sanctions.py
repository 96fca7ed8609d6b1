"""What the law lets an authority impose for misuse and security failures, each with its source.

``sanction_rules.csv`` holds facts in our own words; whoever decides a sanction reads the article in
force. Where the source names no article or no day, the table does not either.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import _
from ieum.text.normalise import fold

_ARTICLE = re.compile(r"\S.*(?:법|령|규칙|규정).*제\s?\d+조.*")


@dataclass(frozen=True, slots=True)
class SanctionRule:
    """One measure that a law allows; ``most`` is its upper bound in ``unit``, None without one."""

    code: str
    law: str
    article: str
    measure: str
    measure_en: str
    most: float | None
    unit: str
    unit_en: str
    condition: str
    condition_en: str
    effective_from: date | None
    source: str

    @property
    def basis(self) -> str:
        """The law and the article, as a sanction names what it rests on."""
        return f"{self.law} {self.article}".strip()


@cache
def sanction_rules() -> tuple[SanctionRule, ...]:
    """All rules, in the order of the file."""
    file = files("ieum.services.programme.decisions") / "sanction_rules.csv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return tuple(_rule(row) for row in rows)


def _rule(row: dict[str, str]) -> SanctionRule:
    words = {name: text for name, text in row.items() if name not in ("most", "effective_from")}
    first_day = row["effective_from"]
    return SanctionRule(
        **words,
        most=float(row["most"]) if row["most"] else None,
        effective_from=date.fromisoformat(first_day) if first_day else None,
    )


def read_basis(text: str) -> str:
    """What a sanction rests on: the law behind a rule's code, or a law and an article as written.

    Raises ``WrongArgument`` for anything else, so that no sanction stands without a law.
    """
    text = " ".join(fold(text).split())
    rule = next((rule for rule in sanction_rules() if rule.code == text.upper()), None)
    if rule is not None:
        return rule.basis
    if not _ARTICLE.fullmatch(text):
        raise WrongArgument(
            "basis",
            _(
                "'{text}'에는 법 이름과 조문이 없습니다. 제재 기준의 번호(예: S01)나 '국가연구개발혁신법 제32조'처럼 적어 주세요.",
                text=text,
            ),
        )
    return text
