"""How early scam calls are warned of, at a threshold frozen on other calls.

    python -m benchmarks.early_warning [--cases FILE.jsonl] [--negatives FILE.csv]

The model learns at run time from the shared calls and from made-up normal ones; nothing of it is kept.
The threshold holds every source of normal calls to 1 % false alarms when heard by models that had not
learned from them. A case is ``{call_id, segments: [[start_s, end_s, text]],
alt_asr_text}``, a row of the negatives is ``text`` and, if known, ``source`` (and ``id``). A prediction is
``{call_id, scores: [[second, score]], alert_at}``. Words of a segment are heard as a recogniser hands them
over: evenly from its start to its end.

Without cases, a fifth of the calls is held out by script clusters; then each corpus of normal calls in turn
is left out, so that it is new to both the model and the threshold.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import report
from benchmarks.judges.early_warning import false_alarms, recalls
from ieum.services.scamcall.early_warning.calibration import Calibration
from ieum.services.scamcall.early_warning.corpus import Call, read_calls, spoken
from ieum.services.scamcall.early_warning.listening import AlertingListener
from ieum.services.scamcall.early_warning.model import Model
from ieum.services.scamcall.early_warning.sample_calls import MADE_UP, sample_calls
from ieum.services.scamcall.early_warning.training import divided
from ieum.services.scamcall.early_warning.trial import train

_SHARED = Path(__file__).parents[2] / "shared/data/scamcall"
_FILES = ("vishing_train", "normal_synthetic_train", "normal_klue_nli_train")
_MADE_UP = 600
_FOLDS = 4
_OUT_OF = 5

Timed = list[tuple[float, str]]


@dataclass
class Heard:
    """What was said of one call, and the processor time of each update in milliseconds."""

    scores: list[tuple[float, float]] = field(default_factory=list)
    alert_at: float | None = None
    updates: list[float] = field(default_factory=list)


def shared_calls(folder: Path, made_up: int) -> list[Call]:
    """The shared calls, unpacked into a folder that is thrown away, and made-up normal ones."""
    calls = []
    with tempfile.TemporaryDirectory() as throw_away:
        for name in _FILES:
            plain = Path(throw_away) / f"{name}.csv"
            with gzip.open(folder / f"{name}.csv.gz") as packed, plain.open("wb") as file:
                shutil.copyfileobj(packed, file)
            calls += read_calls(plain)
    return calls + sample_calls(made_up, seed=1, only_normal=True)


def in_time(segments: Iterable[tuple[float, float, str]]) -> Timed:
    """The words spoken in each second, with the end of the last of them."""
    words = []
    for start, end, text in segments:
        parts = text.split()
        length = max(1, sum(map(len, parts)))
        said = 0
        for word in parts:
            said += len(word)
            words.append((start + (end - start) * said / length, word))
    pieces: dict[int, list[tuple[float, str]]] = {}
    for second, word in sorted(words, key=lambda one: one[0]):
        pieces.setdefault(-int(-second // 1), []).append((second, word))
    return [(group[-1][0], " ".join(word for _, word in group)) for group in pieces.values()]


def hear(model: Model, calibration: Calibration, pieces: Iterable[tuple[float, str]]) -> Heard:
    """What the product says of one call as it is heard."""
    listener, heard = AlertingListener(model, calibration), Heard()
    for second, piece in pieces:
        started = time.thread_time()
        reading = listener.hear(piece, second)
        heard.updates.append((time.thread_time() - started) * 1000)
        heard.scores.append((round(second, 2), round(reading.score, 4)))
    heard.alert_at = listener.alert.second if listener.alert else None
    return heard


def read_cases(path: Path) -> Iterator[tuple[str, int, Timed]]:
    """Name, label (1 where missing) and timed words of each case."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            case = json.loads(line)
            yield str(case["call_id"]), int(case.get("label", 1)), in_time(case["segments"])


def read_negatives(path: Path) -> Iterator[tuple[str, str, Timed]]:
    """Name, source and words of each normal text at the ordinary pace."""
    csv.field_size_limit(1 << 24)
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    with io.StringIO(data.decode("utf-8"), newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            name = row.get("id") or row.get("call_id") or f"negative_{number}"
            yield name, row.get("source") or path.name, list(spoken(row["text"]))


def own_figures(calls: list[Call]) -> dict[str, object]:
    """Scam calls of unseen clusters; normal calls of known sources, then of unseen ones."""
    fold = divided(calls, _OUT_OF)
    learned = [call for call, one in zip(calls, fold, strict=True) if one]
    left_out = [call for call, one in zip(calls, fold, strict=True) if not one]
    trained = train(learned, _FOLDS)
    calibration = trained.trial.calibration()
    heard = [(call, hear(trained.model, calibration, spoken(call.text))) for call in left_out]
    figures: dict[str, object] = dict(recalls([h.alert_at for c, h in heard if c.scam]))
    figures["false_alarms_known_sources"] = false_alarms(
        (call.source, h.alert_at) for call, h in heard if not call.scam
    )
    for name, sources in new_sources(calls).items():
        print(f"without {name}", file=sys.stderr)
        other = train([call for call in learned if call.source not in sources], _FOLDS)
        frozen = other.trial.calibration()
        alarms = false_alarms(
            (call.source, hear(other.model, frozen, spoken(call.text)).alert_at)
            for call in calls
            if call.source in sources
        )
        alerts = [
            hear(other.model, frozen, spoken(call.text)).alert_at for call in left_out if call.scam
        ]
        figures[f"without_{name}"] = {"false_alarms": alarms, **recalls(alerts)}
    return figures | _costs(trained.model, [h for _, h in heard])


def new_sources(calls: list[Call]) -> dict[str, set[str]]:
    """What is left out together: the texts of one corpus are siblings, though it names many sources."""
    normal = {
        call.source for call in calls if not call.scam and not call.source.startswith(MADE_UP)
    }
    synthetic = {source for source in normal if source.endswith("_train")}
    return {"synthetic_calls": synthetic, "written_texts": normal - synthetic}


def _costs(model: Model, heard: Iterable[Heard]) -> dict[str, object]:
    updates = sorted(update for one in heard for update in one.updates)
    return {
        "update_ms_median": round(updates[len(updates) // 2], 3),
        "update_ms_p99": round(updates[int(len(updates) * 0.99)], 3),
        "model_bytes": len(model.to_bytes()),
    }


def main(arguments: list[str] | None = None) -> int:
    """Learn, freeze the threshold, hear the cases and the negatives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--negatives", type=Path)
    parser.add_argument(
        "--corpus", type=Path, default=_SHARED, help="folder of calls to learn from"
    )
    parser.add_argument("--made-up", type=int, default=_MADE_UP, help="made-up normal calls")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--seconds", type=float, help="accepted for uniformity; not needed")
    parser.add_argument("--predict", type=Path, help="write predictions here and do not judge")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)

    calls = shared_calls(options.corpus, options.made_up)
    if not options.cases and not options.negatives:
        report("early_warning", len(calls), own_figures(calls), options.json)
        return 0
    started = time.perf_counter()
    trained = train(calls, _FOLDS)
    calibration = trained.trial.calibration()
    print(f"learned in {time.perf_counter() - started:.0f} s: {calibration}", file=sys.stderr)
    cases = list(read_cases(options.cases))[: options.limit] if options.cases else []
    texts = list(read_negatives(options.negatives))[: options.limit] if options.negatives else []
    found = [(n, label, hear(trained.model, calibration, timed)) for n, label, timed in cases]
    normal = [(n, source, hear(trained.model, calibration, timed)) for n, source, timed in texts]
    if options.predict:
        with options.predict.open("w", encoding="utf-8") as file:
            for name, _, heard in [*found, *normal]:
                line = {"call_id": name, "scores": heard.scores, "alert_at": heard.alert_at}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        return 0
    figures: dict[str, object] = dict(recalls([h.alert_at for _, label, h in found if label]))
    alarms = false_alarms(
        [(source, h.alert_at) for _, source, h in normal]
        + [("cases", h.alert_at) for _, label, h in found if not label]
    )
    figures |= {"false_alarms": alarms, "worst_source": max(alarms.values(), default=None)}
    figures |= _costs(trained.model, [h for *_, h in [*found, *normal]])
    report("early_warning", len(found) + len(normal), figures, options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
