"""What a text that nobody would write costs: runs and repetitions made to cost the most.

    python -m benchmarks.hostile [--characters 5000] [--shapes 150] [--seed 1] [--json]

Repeats pieces of figures, dates, names and signs, and words made of a few of them, to texts of one
line, and has every reader of ``ieum.text`` read them, and the tool that reads everything of a text.
Each figure is processor time a hundred thousand characters, of the costliest shape, in a text of a
quarter of the length and in the whole: equal figures mean that time grows with the length alone.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from datetime import date

from benchmarks.figures import report
from ieum.services.quantities.findings import find_all
from ieum.text.dates import find_dates
from ieum.text.durations import find_durations
from ieum.text.money import find_money
from ieum.text.names import find_articles, find_laws
from ieum.text.normalise import normalise
from ieum.text.number_ranges import find_number_ranges
from ieum.text.numerals import find_numbers
from ieum.text.percent import find_percents
from ieum.text.quantities import find_quantities
from ieum.text.regions import find_regions
from ieum.text.times import find_times
from ieum.text.vague_money import find_currency_names, find_vague_money

DAY = date(2026, 3, 1)
READERS: dict[str, Callable[[str], object]] = {
    "articles": find_articles,
    "currency_names": find_currency_names,
    "dates": lambda text: find_dates(text, DAY),
    "durations": find_durations,
    "everything": lambda text: find_all(text, DAY),
    "laws": find_laws,
    "money": find_money,
    "normalise": normalise,
    "number_ranges": find_number_ranges,
    "numbers": find_numbers,
    "percents": find_percents,
    "quantities": find_quantities,
    "regions": find_regions,
    "times": find_times,
    "vague_money": find_vague_money,
}
PIECES = [
    *"0179.,-~'/()[]{}<>+^%$₩½①「」·:é年가ㄱ\n\t\u200b\u0301\u1161",
    *("일이삼사오육칠팔구십백천만억조경한두세열년월주시분초전후말제조항호법약여반첫점째대명개원엔"),
    *(
        "스물",
        "분의 ",
        "번째",
        "달러",
        "개월",
        "요일",
        "다음 ",
        "지난 ",
        "부터 ",
        "까지 ",
        "마이너스 ",
    ),
    *(
        "상반기",
        "세기",
        "오늘",
        "추석",
        "광주",
        "중구",
        "경기도 ",
        "같은 법 ",
        "에 관한 ",
        "이상 ",
        "최대 ",
    ),
    *("1,", "1,000,", "1.5", "12/", "2026.", "2026년 ", "9월 ", "8일", "3~", "e10", "10 ", "000 "),
    *("one ", "hundred ", "and ", "twenty-", "million ", "March ", "next ", "by ", "the ", "a"),
]


def shapes(count: int, seed: int) -> list[str]:
    """Every piece by itself, and words of two to four of them."""
    choice = random.Random(seed)
    return PIECES + ["".join(choice.sample(PIECES, choice.randint(2, 4))) for _ in range(count)]


def cost(read: Callable[[str], object], shape: str, characters: int) -> float:
    """Seconds of the processor a hundred thousand characters."""
    text = (shape * (characters // len(shape) + 1))[:characters]
    start = time.process_time()
    read(text)
    return (time.process_time() - start) * 100_000 / characters


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=5000)
    parser.add_argument("--shapes", type=int, default=150, help="words of several pieces")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    made = shapes(arguments.shapes, arguments.seed)
    figures: dict[str, object] = {}
    for name, read in READERS.items():
        read("2026년 3월 5일 광주시 예산 3억 원")
        worst = max(made, key=lambda shape: cost(read, shape, arguments.characters))
        figures[f"{name}_quarter"] = round(cost(read, worst, arguments.characters // 4), 2)
        figures[name] = round(cost(read, worst, arguments.characters), 2)
        print(f"{name}: {worst!r}", file=sys.stderr)
    report("hostile", len(made) * len(READERS), figures, arguments.json)


if __name__ == "__main__":
    main()
