"""The guard on real text: true sentences kept, sentences with one changed digit let through.

    python -m benchmarks.guard --documents DIR [--seed N] [--json]

Every sentence of a text file is true of that file, so the guard should keep it; and again with two
fifths of its words left out, as a model would shorten it. Then one digit of each of up to three
figures is changed, and bounds are turned round (이상 to 이하); those should be found. What is let
through into a figure that the same document holds elsewhere is counted apart.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import report
from ieum.language.evidence import Evidence
from ieum.language.guard import check

FIGURE = re.compile(r"\d+(?:[,.]\d+)*")
OPPOSITE = {"이상": "이하", "이하": "이상", "초과": "미만", "미만": "초과"}
QUOTED = re.compile(r"[「『<“\"][^」』>”\"]*[」』>”\"]")
BOUND = re.compile(rf"(\d\S{{0,3}} ?)({'|'.join(OPPOSITE)})")


def sentences(text: str) -> list[str]:
    """Sentences and lines of a readable length; tables are left out."""
    parts = (part.strip() for part in re.split(r"(?<=다\.)\s+|\n+", text))
    return [part for part in parts if 15 < len(part) < 400 and "|" not in part]


def shortened(sentence: str, chance: random.Random) -> str:
    """The sentence less about two fifths of the words that hold no figure and no mark.

    What is quoted stays whole: a shortened quotation is no longer true.
    """
    kept = (
        word
        for word in QUOTED.sub(lambda m: m.group().replace(" ", "\0"), sentence).split()
        if re.search(r"[^가-힣A-Za-z.]|제|법|이상|이하|초과|미만|이내|규모|약|여", word)
        or chance.random() > 0.4
    )
    return " ".join(kept).replace("\0", " ")


def changed(sentence: str, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Untrue forms of a sentence: what kind, the sentence, and the new figure."""
    figures = list(FIGURE.finditer(sentence))
    for figure in chance.sample(figures, min(3, len(figures))):
        written = figure.group()
        at = chance.choice([i for i, letter in enumerate(written) if letter.isdigit()])
        digit = chance.choice([d for d in "123456789" if d != written[at]])
        new = written[:at] + digit + written[at + 1 :]
        yield "digit", sentence[: figure.start()] + new + sentence[figure.end() :], new
    if bound := BOUND.search(sentence):
        turned = bound[1] + OPPOSITE[bound[2]]
        yield "bound", sentence[: bound.start()] + turned + sentence[bound.end() :], turned


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, required=True, help="folder of text files")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    counts: Counter[str] = Counter()
    started = time.perf_counter()
    for file in sorted(arguments.documents.glob("*.txt")):
        text = file.read_text(encoding="utf-8", errors="replace")
        evidence = Evidence()
        evidence.add_text(text)
        for sentence in sentences(text):
            counts["true"] += 1
            counts["true_kept"] += not check(sentence, evidence)
            counts["shortened_kept"] += not check(shortened(sentence, chance), evidence)
            for kind, untrue, new in changed(sentence, chance):
                counts[f"{kind}_changed"] += 1
                if not check(untrue, evidence):
                    counts[f"{kind}_let_through"] += 1
                    counts["let_through_but_in_no_sentence"] += new not in text
    figures = {
        name: counts[name]
        for name in (
            "true", "true_kept", "shortened_kept", "digit_changed", "digit_let_through",
            "bound_changed", "bound_let_through", "let_through_but_in_no_sentence",
        )
    }  # fmt: skip
    checks = counts["true"] * 2 + counts["digit_changed"] + counts["bound_changed"]
    milliseconds = (time.perf_counter() - started) / max(checks, 1) * 1000
    report(
        "guard", counts["true"], {**figures, "ms_a_check": round(milliseconds, 2)}, arguments.json
    )


if __name__ == "__main__":
    main()
