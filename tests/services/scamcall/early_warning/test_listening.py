"""Hearing a call: what it says, and that nothing uncalibrated can alert."""

import ast
import math
import random
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
from ieum.services.scamcall.early_warning.model import (
    DAMPING,
    LEAST_BUCKETS,
    Model,
    read_model,
)
from ieum.services.scamcall.early_warning.normal_form import bare, first_syllables, syllables
from ieum.services.scamcall.early_warning.onnx_file import to_onnx
from ieum.services.scamcall.early_warning.sample_calls import (
    MADE_UP,
    SAMPLE_MODEL,
    sample_calls,
)
from ieum.services.scamcall.early_warning.training import (
    _by_the_worst,
    _Rows,
    _shares,
    divided,
)
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
    call = Call("가" * 1000, False, "a", "b")
    for part in heard_parts([call] * 20):
        assert part.seconds * 4 <= syllables(part.text) <= part.seconds * 6


def test_a_scam_call_is_also_learned_from_its_later_pieces() -> None:
    text = " ".join(chr(0xAC00 + place) for place in range(700))
    parts = list(heard_parts([Call(text, True, "a", "b"), Call(text, False, "a", "c")]))
    later = [part for part in parts if part.later]
    assert {part.call for part in later} == {0}
    starts = {ord(part.text[0]) - 0xAC00 for part in later}
    assert starts == {150, 300, 450, 600}, "every thirty seconds at five syllables a second"
    assert all(part.text.startswith("가") and not part.later for part in parts if part not in later)


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


def _threshold(sources: dict[str, list[float]]) -> float:
    trial = ShadowTrial("digest")
    for source, peaks in sources.items():
        for peak in peaks:
            trial.heard(peak, source)
    return trial.calibration().threshold


def test_the_threshold_of_scores_that_thin_out_exponentially_is_where_the_budget_lies() -> None:
    chance = random.Random(11)
    found = _threshold({"talk": [chance.expovariate(2.0) for _ in range(5000)]})
    assert found == pytest.approx(math.log(100) / 2.0, rel=0.1)


def test_the_worst_call_of_a_small_source_does_not_decide_alone() -> None:
    chance = random.Random(12)
    large = [chance.expovariate(2.0) for _ in range(800)]
    small = sorted(chance.expovariate(2.0) for _ in range(25))
    usual = _threshold({"talk": large, "billing": small})
    outlier = _threshold({"talk": large, "billing": [*small[:-1], 9.0]})
    assert usual < outlier < 9.0 / 2


def test_a_source_that_shows_the_budget_is_held_to_what_it_shows() -> None:
    """A kink that no exponential has: two in a hundred calls stand far above the others."""
    found = _threshold({"talk": [0.0] * 980 + [5.0] * 20})
    assert found >= 5.0


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


def test_kinds_of_one_family_count_together_while_a_model_learns() -> None:
    sources = ["a: one"] * 2 + ["a: two"] * 2 + ["b"] * 16 + ["gang"] * 5
    calls = [Call("가", source == "gang", source, str(n)) for n, source in enumerate(sources)]
    shares = _shares(calls, np.zeros(len(calls), dtype=np.bool_))
    first, second = shares[:4].sum(), shares[4:20].sum()
    assert second / first == pytest.approx(2.0), "roots of 4 and 16"
    assert shares[20:].sum() == pytest.approx(0.5)
    assert shares.sum() == pytest.approx(1.0)


def test_normal_calls_that_look_like_scams_count_more_and_the_classes_stay_alike() -> None:
    shares, wanted = np.full(4, 0.25), np.array([1.0, 1.0, 0.0, 0.0])
    moved = _by_the_worst(shares, np.array([3.0, -3.0, 2.0, 0.0]), wanted)
    assert moved[:2].tolist() == [0.25, 0.25]
    assert moved[2] / moved[3] == pytest.approx(math.exp(2.0))
    assert moved[2:].sum() == pytest.approx(0.5)


def test_sparse_rows_give_the_sums_and_slopes_of_the_full_matrix() -> None:
    found = [np.array(one, dtype=np.int32) for one in ([3, 8], [], [8, 9, 20], [3], [])]
    rows = _Rows(found)
    assert rows.known.tolist() == [3, 8, 9, 20]
    full = np.array([[1, 1, 0, 0], [0, 0, 0, 0], [0, 1, 1, 1], [1, 0, 0, 0], [0, 0, 0, 0]])
    damped = LEAST_BUCKETS**-DAMPING
    weights, errors = np.array([0.5, -1.0, 2.0, 4.0]), np.array([1.0, -2.0, 3.0, -4.0, 5.0])
    assert rows.scores(weights) == pytest.approx(full @ weights * damped)
    assert rows.slope(errors) == pytest.approx(full.T @ errors * damped)


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
        "hashlib", "itertools", "json", "math", "pathlib", "random", "re", "sys", "tomllib", "typing",
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
