"""The command line: how words become a call, how answers are drawn, and what exit codes say."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ieum.hub.doors.speaker import Speaker
from ieum.kernel.messages import Language
from tests.hub.doors.command_line import MAIN, Ieum
from tests.hub.running_hub import set_up

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_call_draws_the_result_first_then_its_sources(ieum: Ieum) -> None:
    said = ieum("shapes", "echo", "--whole", "3", "--price", "350만원")
    assert said.code == 0
    assert said.text.index("금액: 3,500,000원") < said.text.index("근거")
    assert said.errors == ""


def test_every_view_is_drawn(ieum: Ieum) -> None:
    text = ieum("shapes", "views").text
    assert "금액: 1,234,567원" in text
    assert "배추       3,500" in text
    assert "▁█" in text
    assert "2026년 2월 1일  3,500.5  (3,000 ~ 4,000)" in text
    assert "1. 광주  (35.16000, 126.85000)  시청" in text
    assert "AI에 ⟦5조원|금액⟧을 쓴다" in text
    assert "열림: 예" in text
    assert "1. 모았습니다. (제1조)" in text
    assert "[1] 문서, 기관, 2026년 1월 2일, 1, 3문단" in text
    assert "“AI에”" in text
    assert "- 참고하세요." in text


def test_a_refusal_is_an_outcome(ieum: Ieum) -> None:
    said = ieum("shapes", "refuse")
    assert said.code == 0
    assert "자료가 없습니다." in said.text
    assert "담당 부서" in said.text


def test_json_is_exactly_what_the_json_door_sends(ieum: Ieum, client: object) -> None:
    said = ieum("shapes", "views", "--json")
    reply = client.post(  # type: ignore[attr-defined]
        "/api/shapes/views", b"{}", content_type="application/json", headers={"host": "localhost"}
    )
    assert said.output == reply.content
    assert said.errors == ""


def test_wrong_arguments_name_each_fault_on_standard_error(ieum: Ieum) -> None:
    said = ieum("shapes", "echo", "--whole", "11", "--colour", "rad")
    assert said.code == 2
    assert said.output == b""
    assert "--whole: 11은 너무 큽니다." in said.errors
    assert "--colour: 'rad'는 고를 수 없습니다. 'red'를 뜻했나요?" in said.errors


def test_wrong_arguments_are_problem_json_where_json_is_asked_for(ieum: Ieum) -> None:
    said = ieum("shapes", "echo", "--whole", "11", "--json")
    assert said.code == 2
    problem = said.json
    assert isinstance(problem, dict)
    assert problem["code"] == "invalid-arguments"
    assert [(fault["path"], fault["code"]) for fault in problem["faults"]] == [
        ("whole", "too-large")
    ]


def test_an_unknown_option_is_refused_by_name_with_the_nearest(ieum: Ieum) -> None:
    for words in (["--hole", "3"], ["--hole=3"], ["--hole"]):
        said = ieum("shapes", "echo", "--whole", "1", *words)
        assert said.code == 2
        assert "'whole'" in said.errors


def test_an_option_is_never_completed(ieum: Ieum) -> None:
    said = ieum("shapes", "echo", "--who", "3")
    assert said.code == 2
    assert "--who:" in said.errors


def test_an_option_given_twice_is_not_the_last_one(ieum: Ieum) -> None:
    assert ieum("shapes", "echo", "--whole", "1", "--whole", "2").code == 2


@pytest.mark.parametrize("words", [["--whole=-5"], ["--whole", "-5"]])
def test_a_negative_number_is_a_value(ieum: Ieum, words: list[str]) -> None:
    said = ieum("shapes", "echo", *words)
    assert said.code == 2
    assert "-5는 너무 작습니다" in said.errors


def test_a_value_may_begin_with_dashes_behind_an_equals_sign(ieum: Ieum) -> None:
    said = ieum("shapes", "echo", "--whole", "1", "--word=--word")
    assert said.code == 0
    assert "--word" in said.text


def test_blank_means_absent(ieum: Ieum) -> None:
    assert ieum("shapes", "echo", "--whole", "1", "--word", "").code == 0
    assert "빠졌습니다" in ieum("shapes", "echo", "--whole=").errors


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["--yes"], "True"),
        (["--yes", "아니오"], "False"),
        (["--yes=true"], "True"),
        (["--no-yes"], "False"),
    ],
)
def test_a_switch_is_on_alone_and_off_with_no(ieum: Ieum, words: list[str], value: str) -> None:
    said = ieum("shapes", "echo", *words, "--whole", "1")
    assert said.code == 0
    assert f"[1, 0.5, {value}," in said.text


def test_lists_are_given_one_by_one(ieum: Ieum) -> None:
    said = ieum("shapes", "echo", "--whole", "1", "--items", "배추 2", "--items", "소금 1")
    assert "name='배추', count=2" in said.text
    assert "name='소금', count=1" in said.text


def test_the_fields_of_a_flat_model_are_given_one_by_one(ieum: Ieum) -> None:
    words = ["--spot.latitude", "35.1", "--spot.longitude=126.9"]
    assert "latitude=35.1" in ieum("shapes", "echo", "--whole", "1", *words).text


def test_files_are_opened_by_name_or_by_position(ieum: Ieum, tmp_path: Path) -> None:
    first, second = tmp_path / "가.txt", tmp_path / "b.bin"
    first.write_text("안녕")
    second.write_bytes(b"\x00\x01\x02")
    by_name = ieum("shapes", "read", "--files", str(first), "--files", str(second))
    by_position = ieum("shapes", "read", str(first), str(second))
    assert by_name.code == 0
    assert by_name.text == by_position.text
    assert "가.txt     6" in by_name.text


def test_a_file_may_come_on_standard_input(ieum: Ieum) -> None:
    assert "stdin     5" in ieum("shapes", "read", "-", stdin=b"hello").text


def test_a_file_that_is_not_there_is_named(ieum: Ieum) -> None:
    said = ieum("shapes", "read", "/nowhere/가.txt")
    assert said.code == 2
    assert "/nowhere/가.txt" in said.errors


def test_a_word_that_belongs_nowhere_is_named(ieum: Ieum) -> None:
    said = ieum("shapes", "echo", "--whole", "1", "배추")
    assert said.code == 2
    assert "'배추'" in said.errors


def test_bytes_that_are_no_text_are_refused_like_anywhere(ieum: Ieum) -> None:
    said = ieum("shapes", "pick", "--name", "가\udcff", "--json")
    assert said.code == 2
    assert said.json["faults"][0]["code"] == "text"  # type: ignore[index]


@pytest.mark.parametrize("source", ["text", "file", "stdin"])
def test_arguments_may_be_one_json_object(ieum: Ieum, source: str, tmp_path: Path) -> None:
    body = '{"whole": 3, "items": ["배추 2"]}'
    file = tmp_path / "arguments.json"
    file.write_text(body)
    given = {"text": body, "file": f"@{file}", "stdin": "-"}[source]
    said = ieum("shapes", "echo", "--arguments", given, stdin=body.encode())
    assert said.code == 0
    assert "배추" in said.text


def test_json_arguments_are_as_strict_as_the_json_door(ieum: Ieum) -> None:
    for body in ('{"whole": 3500000.5}', '{"whole": "3"}', '{"whole": 1e999}', '{"whole": true}'):
        assert ieum("shapes", "echo", "--arguments", body).code == 2
    assert ieum("shapes", "echo", "--arguments", "{").code == 2
    assert ieum("shapes", "echo", "--arguments", "[1]").code == 2


def test_json_arguments_do_not_mix_with_options(ieum: Ieum) -> None:
    said = ieum("shapes", "echo", "--arguments", "{}", "--whole", "1")
    assert said.code == 2
    assert "--arguments" in said.errors


def test_a_job_shows_its_progress_and_then_its_answer(ieum: Ieum) -> None:
    said = ieum("shapes", "slowly", "--steps", "3")
    assert said.code == 0
    assert "걸음: 3" in said.text


def test_a_job_need_not_be_waited_for(ieum: Ieum) -> None:
    id = ieum("shapes", "slowly", "--steps", "3", "--no-wait").text.strip()
    assert "기다림" in ieum("job", id).text
    cancelled = ieum("job", id, "--cancel")
    assert cancelled.code == 1
    assert "취소" in cancelled.errors
    assert ieum("job", "nothing").code == 2


def test_an_act_done_twice_under_one_key_is_done_once(ieum: Ieum) -> None:
    words = ["shapes", "block", "--key", "k-1", "--number"]
    first = ieum(*words, "7", "--json")
    assert first.code == 0
    assert ieum(*words, "7", "--json").output == first.output
    assert ieum(*words, "8").code == 2


def test_a_mistake_of_a_tool_gives_a_reference_and_no_detail(ieum: Ieum) -> None:
    said = ieum("shapes", "fail")
    assert said.code == 1
    assert "hidden detail" not in said.errors.splitlines()[-1]


def test_jobs_are_listed_and_told_in_the_readers_language(ieum: Ieum) -> None:
    assert "작업이 없습니다" in ieum("job").errors
    id = ieum("shapes", "slowly", "--steps", "1", "--no-wait").text.strip()
    assert id in ieum("job").text
    assert "기다림" in ieum("job", id).text
    assert "waiting" in ieum("job", id, language="en").text
    assert ieum("--json", "job").json == [
        {"job": id, "tool": "shapes.slowly", "state": "queued", "share": 0.0}
    ]
    assert ieum("job", id, "--cancel").code == 1
    assert "취소됨" in ieum("job").text
    assert ieum("job", "--cancel").code == 2


def test_ctrl_c_ends_a_command_quietly(tmp_path: Path) -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-c", MAIN, "mcp"],
        # A database of its own, so that what others left in theirs has nothing to say.
        env={
            **os.environ,
            "IEUM_HOME": str(set_up(tmp_path)),
            "IEUM_LANGUAGE": "en",
            "IEUM_DATABASE_URL": "",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A run in the background ignores the signal, and so would what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert waiting.stdin is not None
    assert waiting.stdout is not None
    # Once it has answered, it surely waits.
    waiting.stdin.write(b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n')
    waiting.stdin.flush()
    waiting.stdout.readline()
    waiting.send_signal(signal.SIGINT)
    _output, errors = waiting.communicate(timeout=60)
    assert waiting.returncode == 130
    assert errors.decode().splitlines() == ["ieum: Stopped."]


def test_a_question_is_answered_in_plain_words(ieum: Ieum) -> None:
    said = ieum("ask", "3월 1일부터 5월 10일까지", "며칠이야?")
    assert said.code == 0
    assert "70일" in said.text
    assert "days_between" in said.errors


def test_a_question_nobody_can_answer_says_what_can_be_asked(ieum: Ieum) -> None:
    said = ieum("ask", "--json", "오늘 점심 뭐 먹지")
    assert said.code == 0
    assert said.json["tool"] is None  # type: ignore[index]
    assert said.json["offers"]  # type: ignore[index]


def test_what_a_document_says_does_not_steer_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Speaker(Language.KOREAN).say("가\x1b[31m\u202e나\x9b\r다\t라\n")
    assert capsys.readouterr().out == "가\ufffd[31m\ufffd나\ufffd\ufffd다\t라\n"


def test_a_reader_that_has_gone_ends_the_command_quietly() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-c", "from ieum.hub.doors.cli import main; main(['--help'])"],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert done.stderr == b""
