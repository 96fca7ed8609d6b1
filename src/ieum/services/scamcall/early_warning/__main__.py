"""Train, calibrate and try a model on this machine; nothing is sent anywhere.

    python -m ieum.services.scamcall.early_warning train --calls OWN.csv … --model MODEL [--onnx FILE]
    python -m ieum.services.scamcall.early_warning shadow --model MODEL --normal OWN.csv …
    python -m ieum.services.scamcall.early_warning hear --model MODEL < TRANSCRIPT

``train`` learns from CSV files with ``text``, ``label`` (1: scam, 0: normal) and, if known, ``source``,
``group`` and ``manoeuvre``, beside made-up normal calls (``--made-up 0`` leaves them out). ``shadow``
says from which score on this model may alert, from the operator's own normal calls. ``hear`` tells what
the model says after each line; without a model it takes the one that ships, which has learned from
made-up calls alone. It only shadows.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ieum.services.scamcall.early_warning.corpus import read_calls
from ieum.services.scamcall.early_warning.listening import ShadowListener
from ieum.services.scamcall.early_warning.model import read_model
from ieum.services.scamcall.early_warning.normal_form import SYLLABLES_A_SECOND, syllables
from ieum.services.scamcall.early_warning.onnx_file import to_onnx
from ieum.services.scamcall.early_warning.sample_calls import SAMPLE_MODEL, sample_calls
from ieum.services.scamcall.early_warning.trial import in_shadow, train


def _train(options: argparse.Namespace) -> None:
    calls = [call for path in options.calls for call in read_calls(path)]
    calls += sample_calls(options.made_up, seed=1, only_normal=bool(options.calls))
    trained = train(calls)
    options.model.write_bytes(trained.model.to_bytes())
    if options.onnx:
        options.onnx.write_bytes(to_onnx(trained.model))
    print(f"{options.model}: learned from {len(calls)} calls; it only shadows until calibrated")


def _shadow(options: argparse.Namespace) -> None:
    model = read_model(options.model)
    calls = [call for path in options.normal for call in read_calls(path) if not call.scam]
    found = in_shadow(model, calls).calibration(options.budget)
    print(
        f"threshold {found.threshold:.4f} from {found.calls} normal calls; "
        f"at most {found.false_alarms:.2%} false alarms in any source"
    )


def _hear(options: argparse.Namespace) -> None:
    listener = ShadowListener(read_model(options.model))
    second = 0.0
    for line in sys.stdin:
        second += syllables(line) / SYLLABLES_A_SECOND
        reading = listener.hear(line, second)
        print(f"{second:6.1f} s  {reading.chance:.3f}  {reading.manoeuvre.words.text('ko')}")


def main(arguments: list[str] | None = None) -> int:
    """Run one of the commands; 1 where the input does not suffice."""
    parser = argparse.ArgumentParser(prog="early_warning", description=__doc__)
    commands = parser.add_subparsers(required=True)
    training = commands.add_parser("train")
    training.add_argument("--calls", type=Path, nargs="*", default=[])
    training.add_argument("--made-up", type=int, default=600)
    training.add_argument("--model", type=Path, required=True)
    training.add_argument("--onnx", type=Path)
    training.set_defaults(run=_train)
    shadow = commands.add_parser("shadow")
    shadow.add_argument("--model", type=Path, required=True)
    shadow.add_argument("--normal", type=Path, nargs="+", required=True)
    shadow.add_argument("--budget", type=float, default=0.01)
    shadow.set_defaults(run=_shadow)
    hear = commands.add_parser("hear")
    hear.add_argument("--model", type=Path, default=SAMPLE_MODEL)
    hear.set_defaults(run=_hear)
    options = parser.parse_args(arguments)
    try:
        options.run(options)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
