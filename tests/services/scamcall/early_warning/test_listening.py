"""Hearing a call: what it says, and that nothing uncalibrated can alert."""

import ast
from pathlib import Path

import numpy as np
import pytest

import ieum.services.scamcall.early_warning as room
from ieum.services.scamcall.early_warning.__main__ import main
from ieum.services.scamcall.early_warning.calibration import (
    LEAST_CALLS,
    Calibration,
    ShadowTrial,
    TooFewCalls,
)
from ieum.services.scamcall.early_warning.corpus import Call, heard_parts, read_calls, spoken
from ieum.services.scamcall.early_warning.features import buckets
from ieum.services.scamcall.early_warning.listening import AlertingListener, ShadowListener
from ieum.services.scamcall.early_warning.model import Model, read_model
from ieum.services.scamcall.early_warning.normal_form import bare, first_syllables, syllables
from ieum.services.scamcall.early_warning.onnx_file import to_onnx
from ieum.services.scamcall.early_warning.sample_calls import (
    MADE_UP,
    SAMPLE_MODEL,
    sample_calls,
)
from ieum.services.scamcall.early_warning.training import divided
from ieum.services.scamcall.early_warning.trial import in_shadow, train
from ieum.services.scamcall.vocabulary import Manoeuvre

SCAM = "본인 명의 통장이 범죄에 이용됐습니다 자산 보호를 위해 예금을 안전 계좌로 옮기셔야 합니다"
NORMAL = "주말에 김장을 하려는데 배추를 몇 포기나 주문해야 될까 애가 열이 나서 병원에도 갔다 왔어"


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model(SAMPLE_MODEL)


def test_style_does_not_reach_the_model() -> None:
    spaced = bare("네, 고객님! 통장 3개가 <계좌> 압수 됐습니다.")
    assert spaced == bare("고객님 통장 개가 OOO 압수됐") == "고객님통장개가압수됐"


def test_time_is_counted_in_syllables() -> None:
    assert syllables("네, 12시 OO은행") == 4
    assert first_syllables("가 나, 다 라", 3) == "가 나, 다"
    assert list(spoken("가나다 라마바 사")) == [(1.2, "가나다 라마바"), (1.4, "사")]


def test_a_call_is_heard_at_a_pace_between_slow_and_fast() -> None:
    call = Call("가" * 1000, True, "a", "b")
    for part in heard_parts([call] * 20):
        assert part.seconds * 4 <= syllables(part.text) <= part.seconds * 6


def test_hearing_piece_by_piece_finds_the_runs_of_the_whole() -> None:
    whole = bare(SCAM)
    first, second = whole[:11], whole[11:]
    joined = np.union1d(buckets(first), buckets(first[-4:] + second, 4))
    assert np.array_equal(joined, buckets(whole))


def test_a_scam_call_scores_above_a_normal_one_and_is_named(model: Model) -> None:
    scam = ShadowListener(model).hear(SCAM, 9)
    normal = ShadowListener(model).hear(NORMAL, 9)
    assert scam.chance > 0.5 > normal.chance
    assert scam.manoeuvre is Manoeuvre.AGENCY
    assert normal.manoeuvre is Manoeuvre.UNKNOWN


def test_saying_the_same_again_proves_no_more(model: Model) -> None:
    listener = ShadowListener(model)
    listener.hear(SCAM, 9)
    again = listener.hear(SCAM, 18)
    third = listener.hear(SCAM, 27)
    assert third.score == again.score


def test_only_a_trial_in_shadow_makes_a_calibration(model: Model) -> None:
    with pytest.raises(TypeError, match="ShadowTrial"):
        Calibration(model.digest, 0.0, 1000, 0.0, object())
    assert not hasattr(ShadowListener(model), "alert")


def test_a_trial_needs_enough_calls_and_holds_every_source_to_the_budget() -> None:
    trial = ShadowTrial("digest")
    for place in range(LEAST_CALLS - 1):
        trial.heard(place / 1000, "talk")
    with pytest.raises(TooFewCalls, match=str(LEAST_CALLS)):
        trial.calibration()
    for _ in range(50):
        trial.heard(2.0, "billing")
    found = trial.calibration()
    assert found.threshold > 2.0
    assert found.false_alarms == 0


def test_a_calibrated_model_alerts_once_and_only_with_its_own_calibration(model: Model) -> None:
    calls = sample_calls(400, seed=77, only_normal=True)
    calibration = in_shadow(model, calls).calibration()
    listener = AlertingListener(model, calibration)
    listener.hear("여보세요", 1)
    assert listener.alert is None
    listener.hear(SCAM, 9)
    assert listener.alert is not None
    first = listener.alert
    listener.hear(SCAM, 18)
    assert listener.alert is first
    other = ShadowTrial("another")
    for _ in range(LEAST_CALLS):
        other.heard(0.0, "talk")
    with pytest.raises(ValueError, match="another model"):
        AlertingListener(model, other.calibration())


def test_calls_of_one_group_are_never_divided() -> None:
    calls = [Call("가", False, "a", f"group {n % 7}") for n in range(70)]
    fold = divided(calls, 3)
    assert len({(call.group, one) for call, one in zip(calls, fold, strict=True)}) == 7


def test_a_model_is_learned_from_an_operators_own_calls(tmp_path: Path) -> None:
    made = sample_calls(128, seed=5)
    path = tmp_path / "own.csv"
    rows = "".join(f'"{call.text}",{int(call.scam)},own\n' for call in made)
    path.write_text("text,label,source\n" + rows, encoding="utf-8")
    trained = train(read_calls(path), folds=2)
    assert trained.model.learned_from == ("own",)
    assert trained.model.score(SCAM) > trained.model.score(NORMAL)
    assert trained.trial.calls == sum(not call.scam for call in made)


def test_a_row_without_a_label_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("text,label\n여보세요,\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read_calls(path)


def test_a_model_file_reads_back_and_another_file_is_refused(model: Model) -> None:
    again = Model.from_bytes(model.to_bytes())
    assert again.digest == model.digest
    assert len(model.to_bytes()) < 2 * 1024 * 1024
    with pytest.raises(ValueError, match="bytes of weights"):
        Model.from_bytes(model.to_bytes()[:-1])
    with pytest.raises(ValueError, match="no early-warning model"):
        Model.from_bytes(b"PK")


def test_the_model_that_ships_has_learned_from_made_up_calls_alone(model: Model) -> None:
    assert all(source.startswith(MADE_UP) for source in model.learned_from)


def test_nothing_in_the_room_can_open_a_connection() -> None:
    allowed = {
        "numpy", "ieum", "__future__", "argparse", "collections", "csv", "dataclasses", "functools",
        "hashlib", "json", "math", "pathlib", "random", "re", "sys", "tomllib", "typing",
    }  # fmt: skip
    for path in Path(room.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert {name.partition(".")[0] for name in names} <= allowed, path.name
            assert all(
                name.startswith("ieum.services.scamcall.") for name in names if "ieum" in name
            )


def test_an_onnx_file_carries_the_very_weights(model: Model) -> None:
    written = to_onnx(model)
    assert model.weights.tobytes() in written
    assert np.array(model.scale, dtype=np.float32).tobytes() in written
    assert len(written) - model.weights.size < 2048


def test_the_commands_say_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "normal.csv"
    path.write_text("text,label\n배추 주문하려고요,0\n", encoding="utf-8")
    assert main(["shadow", "--model", str(SAMPLE_MODEL), "--normal", str(path)]) == 1
    assert f"at least {LEAST_CALLS}" in capsys.readouterr().err
