"""Purified Korean words and their usual counterparts: 이음터 = 플랫폼, 사기전화 = 보이스피싱.

The pairs (``synonyms.csv``) are word facts from the National Institute of Korean Language's
purification of loan words (다듬은 말) and from government releases that use it. The usual word is
the canonical one; a search for either must find both.
"""

import csv
import re
from functools import cache
from importlib.resources import files

from ieum.text.normalise import Normalised
from ieum.text.normalise import normalise as _normalise


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    source = files("ieum.text").joinpath("synonyms.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(source.splitlines())
    return tuple((row["usual"], row["purified"]) for row in rows)


@cache
def _usual() -> dict[str, str]:
    """Purified form → usual form; the first pair of a form wins."""
    table: dict[str, str] = {}
    for usual, purified in _pairs():
        table.setdefault(_key(purified), usual)
    return table


def _key(term: str) -> str:
    return re.sub(r"\s+", "", term).lower()


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Every form with all forms that share a usual or a purified word with it directly."""
    groups: dict[str, set[str]] = {}
    for usual, purified in _pairs():
        for form, other in ((usual, purified), (purified, usual)):
            groups.setdefault(_key(form), set()).update((form, other))
    return {form: frozenset(others) for form, others in groups.items()}


def canonical(term: str) -> str:
    """The usual word for a purified one (이음터 → 플랫폼); any other term unchanged.

    General words (점검, 사업) that only sometimes stand for a loan word are left as they are.
    """
    if _key(term) in _general():
        return term
    return _usual().get(_key(term), term)


def variants(term: str) -> frozenset[str]:
    """All known forms of a term, itself included: 플랫폼 → 플랫폼, 이음터, 이음 터."""
    direct = _groups().get(_key(term), frozenset())
    through = {
        form for other in direct if _key(other) not in _general() for form in _groups()[_key(other)]
    }
    return frozenset({term, *direct, *through})


@cache
def _general() -> frozenset[str]:
    """Purified forms that are everyday words with wider meaning: never replaced in running text."""
    words = (
        "점검 관찰 자문 상담 해법 중심지 지침 길잡이 협치 보육 연결 과정 사업 여행 통합 위험 쟁점 기기 도움말 댓글 갱신 "
        "재활용 돌봄 의제 외주 거점 설명서 시제품 박람회 토론회 연구회 주도권 이용권 신생기업 올리기 조리법 비대면 "
        "건강관리 생명공학 무인기 문해력 시험장 시험대 실무단 이동수단 새 기준 유인책 성과급 연결망 부호화 특별팀 전담조직 "
        "역량 강화 적응 지원 통합 서비스 신속 처리 가동중단 국내복귀 국외이전 기반시설 안전문 정보 보안 분산투자 "
        "자료 저장소 정신적 외상 도덕적 해이 추가 접종 참모진 인공지능"
    )
    forms = {purified for _, purified in _pairs()}
    return frozenset(_key(form) for form in forms if f" {form} " in f" {words} ")


@cache
def _running() -> re.Pattern[str]:
    """Purified forms that are safe to replace in running text, longest first."""
    forms = {purified for _, purified in _pairs() if _key(purified) not in _general()}
    body = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    return re.compile(rf"(?<![가-힣])(?:{body})")


def normalise(text: str) -> Normalised:
    """``text`` with purified words replaced by usual ones, and the map back to ``text``.

    An explanation in brackets that gives the usual word (이음터(플랫폼)) is left standing.
    """
    base = _normalise(text)
    out: list[str] = []
    origins: list[int] = []
    at = 0
    for match in _running().finditer(base.text):
        usual = canonical(match.group())
        out.append(base.text[at : match.start()])
        origins += base.origins[at : match.start()]
        out.append(usual)
        origins += [base.origins[match.start()]] * len(usual)
        at = match.end()
    out.append(base.text[at:])
    origins += base.origins[at:]
    return Normalised("".join(out), text, tuple(origins))
