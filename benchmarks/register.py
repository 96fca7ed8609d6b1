"""How fast a large register answers: the front page, search, sums and changes, as a person asks.

    python -m benchmarks.register [--programmes 100000] [--statements 1000000] [--asks 60] [--json]

A new hub is filled with samples (made-up names that say so, amounts, years, regions, parts and
changes), started with ``ieum up`` and asked over HTTP, one request after the other. Each figure is
in milliseconds; the bar is 200 at the 95th percentile. With ``IEUM_DATABASE_URL`` the samples go
into that PostgreSQL, which must be empty; else into SQLite. ``--home`` keeps the filled data folder, or
takes one that an earlier run filled. Loading is told, without a bar; so are the load of the machine
and the processor time of a request (the hub's, not PostgreSQL's), for a bar in wall time says little
on a machine that others keep busy.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.figures import report
from benchmarks.serving import IEUM, free_port, running, wait_until_up

if TYPE_CHECKING:
    from ieum.services.programme.register.incoming import NewProgramme

#: The bar: milliseconds at the 95th percentile.
MOST_MILLISECONDS = 200.0
#: Requests before the clock is looked at.
NOT_COUNTED = 3
BATCH = 5000
REGIONS = [
    "서울",
    "부산",
    "대구",
    "인천",
    "광주",
    "대전",
    "울산",
    "세종",
    "경기",
    "강원",
    "충북",
    "충남",
    "전북",
    "전남",
    "경북",
    "경남",
    "제주",
    "호남",
    "영남",
    "충청",
    "대경",
    "서남",
]
SUBJECTS = [
    "자율주행",
    "인공지능",
    "반도체",
    "로봇",
    "양자",
    "바이오",
    "수소",
    "해상풍력",
    "스마트팜",
    "데이터",
    "클라우드",
    "드론",
    "위성",
    "배터리",
    "의료",
    "관광",
    "물류",
    "조선",
    "국방",
    "교육",
    "재난",
    "교통",
    "금융",
    "농업",
    "어업",
    "산림",
    "환경",
    "에너지",
    "문화",
    "콘텐츠",
]
DEEDS = [
    "실증",
    "기술개발",
    "고도화",
    "플랫폼",
    "데이터센터",
    "인력양성",
    "거점",
    "표준모델",
    "시험장",
    "창업지원",
    "확산",
    "연구",
    "기반조성",
    "시범도시",
    "공동활용",
]
LEADS = [f"표본{name}부" for name in "가나다라마바사아자차카타파하거너더러머버"] + [""]
AREAS = ["제조", "의료", "모빌리티", "지역", "컴퓨팅", "안전", "문화"]
FIRST_DAY = date(2025, 1, 1)


def main() -> int:
    """Fill, ask and print; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programmes", type=int, default=100_000)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--asks", type=int, default=60, help="requests for each figure")
    parser.add_argument("--home", type=Path, help="a data folder to keep, filled or not")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ieum-register-") as folder:
        home = str(arguments.home or folder)
        os.environ["IEUM_HOME"] = home
        figures: dict[str, float] = {}
        if not (Path(home) / "ieum.sqlite3").exists():
            started = time.monotonic()
            fill(arguments.programmes, arguments.statements)
            figures["load_seconds"] = round(time.monotonic() - started, 1)
        # One client asks as fast as it can: what is measured is the pages, not the limit.
        settings = {**os.environ, "IEUM_HOME": home, "IEUM_RATE_LIMITS": "off"}
        port = free_port()
        command = [IEUM, "up", "--port", str(port)]
        with running(command, settings, Path(home) / "log") as hub:
            address = f"http://127.0.0.1:{port}"
            wait_until_up(f"{address}/health", hub)
            for name, asked in questions(arguments.programmes).items():
                figures.update(timed(name, address, asked, arguments.asks, hub.pid))
        figures["load_average"] = round(os.getloadavg()[0], 1)
    missed = [n for n, v in figures.items() if n.endswith("_p95_ms") and v > MOST_MILLISECONDS]
    for name in missed:
        print(f"{name} is over its bar of {MOST_MILLISECONDS:g} ms", file=sys.stderr)
    report("register", arguments.programmes, figures, arguments.json)
    return 1 if missed else 0


def fill(programmes: int, statements: int) -> None:
    """Put the samples into a new hub's register."""
    from ieum.hub.django_ready import django_ready

    django_ready()
    from django.core.management import call_command

    from ieum.services.programme.register.bulk.store import put

    call_command("migrate", verbosity=0)
    each = max(statements // max(programmes, 1), 1)
    chance = random.Random(20261121)
    for first in range(0, programmes, BATCH):
        last = min(first + BATCH, programmes)
        put([sample(number, each, chance) for number in range(first, last)])
        print(f"\r{last:,} of {programmes:,} programmes", end="", file=sys.stderr)
    print(file=sys.stderr)


def sample(number: int, statements: int, chance: random.Random) -> NewProgramme:
    """A made-up programme; two of five are parts of one before."""
    from ieum.services.programme.register.incoming import NewProgramme, NewStatement
    from ieum.services.programme.register.values import ReviewState

    region = chance.choice(REGIONS)
    name = f"표본 {region} {chance.choice(SUBJECTS)} {chance.choice(SUBJECTS)} {chance.choice(DEEDS)} {number}"
    parent = number - number % 5 if number % 5 in (3, 4) else None
    day = FIRST_DAY + timedelta(days=chance.randrange(600))
    return NewProgramme(
        code=f"sample-{number:06d}",
        name=name,
        kind=chance.choice(["programme", "project", "system", "budget_line"]),
        area=chance.choice(AREAS),
        parent=f"sample-{parent:06d}" if parent is not None else "",
        statements=[
            NewStatement(
                value,
                day + timedelta(days=chance.randrange(60)),
                source="표본",
                state=chance.choice([ReviewState.EXTRACTED, ReviewState.CONFIRMED]),
            )
            for _at, value in zip(range(statements), values(region, chance), strict=False)
        ],
    )


def values(region: str, chance: random.Random) -> Iterator[object]:
    """What is stated of a programme, in an order that does not end."""
    from ieum.services.programme.extraction.findings import Basis
    from ieum.services.programme.register.values import (
        Amount,
        Measured,
        Names,
        Stage,
        Status,
        Step,
        Subject,
        Time,
    )

    def won() -> int:
        return chance.randrange(1, 5000) * 10**8

    def annual() -> Amount:
        year = chance.choice([2025, 2026, 2027])
        return Amount(won=won(), basis=Basis.ANNUAL, first_year=year, last_year=year)

    begins = chance.randrange(2024, 2027)
    ends = begins + chance.randrange(1, 6)
    yield annual()
    yield Amount(won=won(), basis=Basis.TOTAL, first_year=begins, last_year=ends)
    if lead := chance.choice(LEADS):
        yield Names(subject=Subject.LEAD, names=(lead,))
    others = [region, *([chance.choice(REGIONS)] if chance.random() < 0.1 else [])]
    yield Names(subject=Subject.REGIONS, names=tuple(dict.fromkeys(others)))
    yield Time(subject=Subject.START, first=date(begins, 1, 1), last=date(begins, 12, 31))
    yield Time(subject=Subject.END, first=date(ends, 1, 1), last=date(ends, 12, 31))
    yield Stage(status=chance.choice(list(Status)))
    yield Step(what="시제품", due=date(ends, chance.randrange(1, 13), 1))
    while True:
        yield annual()
        yield Measured(
            subject=Subject.FIGURE, number=chance.randrange(1000), unit="명", what="양성 인원"
        )


def questions(programmes: int) -> dict[str, Callable[[random.Random], str]]:
    """The pages that are asked, by the name of their figure."""

    def page(tool: str, **given: object) -> str:
        return f"/s/programme/{tool}?{urlencode(given)}"

    def search(chance: random.Random) -> str:
        words = [chance.choice(REGIONS), chance.choice(SUBJECTS), chance.choice(DEEDS)]
        if chance.random() < 0.3:
            # A slip of typing in one word.
            words[1] = words[1][:-1] + chr(ord(words[1][-1]) + 1)
        return page("programmes", query=" ".join(words))

    return {
        "front_page": lambda chance: "/",
        "search": search,
        "list_by_amount": lambda chance: page(
            "programmes",
            region=chance.choice(REGIONS),
            sort="amount",
            page=chance.randrange(1, 20),
        ),
        "list_by_lead": lambda chance: page(
            "programmes", lead=chance.choice(LEADS[:-1]), year=2026, sort="end"
        ),
        "programme": lambda chance: page(
            "programme", code=f"sample-{chance.randrange(programmes):06d}"
        ),
        "budget_by_lead": lambda chance: page(
            "budget", by="lead", year=chance.choice([2025, 2026, 2027])
        ),
        "budget_by_region": lambda chance: page(
            "budget", by="region", year=2026, region=chance.choice(REGIONS)
        ),
        "milestones": lambda chance: page(
            "milestones", until=f"20{chance.randrange(27, 32)}-12-31"
        ),
        "changes": lambda chance: page(
            "changes", since=FIRST_DAY + timedelta(days=chance.randrange(600))
        ),
    }


def processor_seconds(session: int) -> float:
    """The processor time that all processes of a session have taken."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # What stands behind the name, which may hold anything.
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def timed(
    name: str, address: str, asked: Callable[[random.Random], str], asks: int, hub: int
) -> dict[str, float]:
    """Median and 95th percentile of a page and the mean of its processor time, in milliseconds; the
    first few requests are not counted."""
    chance = random.Random(7)
    taken: list[float] = []
    before = 0.0
    for number in range(asks + NOT_COUNTED):
        if number == NOT_COUNTED:
            before = processor_seconds(hub)
            taken.clear()
        began = time.perf_counter()
        with urllib.request.urlopen(address + asked(chance), timeout=60) as reply:
            reply.read()
        taken.append((time.perf_counter() - began) * 1000)
    spent = (processor_seconds(hub) - before) * 1000 / asks
    ordered = statistics.quantiles(taken, n=20)
    print(
        f"{name}: median {statistics.median(taken):.0f} ms, p95 {ordered[-1]:.0f} ms, "
        f"processor {spent:.0f} ms",
        file=sys.stderr,
    )
    return {
        f"{name}_median_ms": round(statistics.median(taken), 1),
        f"{name}_p95_ms": round(ordered[-1], 1),
        f"{name}_processor_ms": round(spent, 1),
    }


if __name__ == "__main__":
    sys.exit(main())
