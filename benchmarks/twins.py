"""Whether a HWP document and its HWPX twin are read as the same words in the same order.

    python -m benchmarks.twins --cases ../shared/data/programme/hwp_pairs.zip

A case is a folder of the archive with ``from.hwp`` and ``from.hwpx``. A prediction is
``{pair, hwp: {chars, sha256}, hwpx: {chars, sha256}}``, each hash taken over the words in the order
of the file, composed (NFC), without white space; without ``--predict`` both must equal what
``benchmarks/judges/twins.py`` takes from the XML of the HWPX file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
import zipfile
from pathlib import Path

from benchmarks.figures import report
from benchmarks.judges.twins import body_digest
from ieum.services.programme.reading.hwp import read_hwp
from ieum.services.programme.reading.hwpx import read_hwpx
from ieum.services.programme.reading.office import in_order

_SHARED = Path(__file__).parents[2] / "shared/data/programme/hwp_pairs.zip"


def read_cases(path: Path) -> dict[str, tuple[bytes, bytes]]:
    """The HWP and the HWPX of each pair, by its name."""
    with zipfile.ZipFile(path) as archive:
        names = sorted(n.rpartition("/")[0] for n in archive.namelist() if n.endswith("/from.hwp"))
        return {
            name: (archive.read(f"{name}/from.hwp"), archive.read(f"{name}/from.hwpx"))
            for name in names
        }


def predict(hwp: bytes, hwpx: bytes) -> dict[str, dict[str, object]]:
    """What the product reads of either."""
    words = {
        "hwp": in_order(read_hwp(hwp, "from.hwp")),
        "hwpx": in_order(read_hwpx(hwpx, "from.hwpx")),
    }
    return {
        kind: {"chars": len(text), "sha256": hashlib.sha256(text.encode()).hexdigest()}
        for kind, text in words.items()
    }


def main(arguments: list[str] | None = None) -> int:
    """Predict, and judge unless only predictions are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=_SHARED)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--seconds", type=float, help="accepted for uniformity; not needed")
    parser.add_argument("--predict", type=Path, help="write predictions here and do not judge")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)

    cases = dict(list(read_cases(options.cases).items())[: options.limit])
    started = time.perf_counter()
    found = {name: predict(*pair) for name, pair in cases.items()}
    print(f"{len(cases)} pairs in {time.perf_counter() - started:.1f} s", file=sys.stderr)
    if options.predict:
        with options.predict.open("w", encoding="utf-8") as file:
            for name, prediction in found.items():
                file.write(json.dumps({"pair": name, **prediction}, ensure_ascii=False) + "\n")
        return 0
    gold = {name: body_digest(hwpx)[1] for name, (_, hwpx) in cases.items()}
    unlike = [
        name
        for name, prediction in found.items()
        if any(read["sha256"] != gold[name] for read in prediction.values())
    ]
    figures = {"pairs": len(cases), "equal": len(cases) - len(unlike), "unlike": unlike}
    report("twins", len(cases), figures, options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
