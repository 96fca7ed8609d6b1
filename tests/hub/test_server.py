"""``ieum up``: a real process, a real port."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.hub.running_hub import RunningHub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    found = RunningHub(tmp_path_factory.mktemp("hub") / "home", UPLOAD_MEGABYTES="1").start()
    yield found
    found.stop()


def test_it_answers_on_its_port_alone(hub: RunningHub) -> None:
    assert httpx.get(f"{hub.address}/health").json() == {"status": "ok"}
    with socket.socket() as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", hub.port))


def test_it_is_ready_after_the_first_start(hub: RunningHub) -> None:
    reply = httpx.get(f"{hub.address}/health/ready")
    assert reply.status_code == 200, reply.text


def test_one_process_does_it_all_within_its_memory(hub: RunningHub) -> None:
    httpx.get(f"{hub.address}/accounts/login/")
    assert hub.process is not None
    children = Path(f"/proc/{hub.process.pid}/task/{hub.process.pid}/children").read_text()
    status = Path(f"/proc/{hub.process.pid}/status").read_text()
    kilobytes = int(status.partition("VmRSS:")[2].split()[0])
    assert children == ""
    assert kilobytes < 300_000


def test_static_files_come_packed_with_headers_and_may_be_kept_for_ever(hub: RunningHub) -> None:
    manifest = json.loads((hub.home / "cache" / "static" / "staticfiles.json").read_text())
    hashed = manifest["paths"]["admin/css/base.css"]
    reply = httpx.get(f"{hub.address}/static/{hashed}", headers={"Accept-Encoding": "gzip"})
    assert reply.status_code == 200
    assert reply.headers["Content-Encoding"] == "gzip"
    assert "immutable" in reply.headers["Cache-Control"]
    assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_whoever_sends_slowly_keeps_nobody_out(hub: RunningHub) -> None:
    half = b"POST /api/quantities/find HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"
    with ExitStack() as stack:
        for number in range(300):
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", hub.port)))
            slow.sendall(half[: None if number % 2 else 20])
        assert httpx.get(f"{hub.address}/health", timeout=10).status_code == 200


def test_a_body_whose_chunks_are_broken_is_the_callers_mistake(hub: RunningHub) -> None:
    head = b"HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    for path in (b"/api/quantities/find", b"/mcp"):
        with socket.create_connection(("127.0.0.1", hub.port), timeout=20) as caller:
            caller.sendall(b"POST " + path + b" " + head)
            caller.sendall(
                b"Accept: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}"
            )
            assert caller.recv(100).startswith(b"HTTP/1.1 400 ")


def test_an_upload_over_the_limit_is_answered_although_it_was_sent_whole(hub: RunningHub) -> None:
    reply = httpx.post(f"{hub.address}/api/programme/read", content=b"x" * 5 * 2**20)
    assert reply.status_code == 413
    assert reply.json()["code"] == "too-large"


def test_an_upload_in_chunks_over_the_limit_is_answered_too(hub: RunningHub) -> None:
    chunks = (b"x" * 2**16 for _ in range(40))
    assert httpx.post(f"{hub.address}/api/programme/read", content=chunks).status_code == 413


def test_slow_senders_do_not_keep_others_waiting(hub: RunningHub) -> None:
    head = b"POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n"
    slow = [socket.create_connection(("127.0.0.1", hub.port)) for _ in range(40)]
    try:
        for connection in slow:
            connection.sendall(head)
        assert httpx.get(f"{hub.address}/health", timeout=5).status_code == 200
    finally:
        for connection in slow:
            connection.close()


def test_a_header_with_an_underscore_does_not_pass_for_one_of_a_proxy(hub: RunningHub) -> None:
    # As a proxy's header it would close the page; as a forged one it has no effect.
    reply = httpx.get(f"{hub.address}/metrics", headers={"X_Forwarded_For": "203.0.113.9"})
    assert reply.status_code == 200


def test_a_second_hub_on_the_same_port_says_so_and_what_to_do(
    hub: RunningHub, tmp_path: Path
) -> None:
    done = RunningHub(tmp_path / "home").command("up", "--port", str(hub.port))
    assert done.returncode == 1
    assert f"Port {hub.port} on 127.0.0.1 is in use" in done.stderr
    assert f"--port {hub.port + 1}" in done.stderr


def test_a_wrong_setting_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    done = RunningHub(tmp_path / "home", THREADS="many").command("up")
    assert done.returncode == 1
    assert "IEUM_THREADS is 'many'" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_says_what_it_does_and_stops_when_told_to_although_a_sender_stalls(
    tmp_path: Path,
) -> None:
    hub = RunningHub(tmp_path / "home", PROT="1").start()
    with socket.create_connection(("127.0.0.1", hub.port)) as stalled:
        stalled.sendall(b"POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc")
        said = hub.stop()
    assert hub.process is not None
    assert hub.process.returncode == 0
    assert "IEUM_PROT is not a setting" in said
    assert f"Data folder: {hub.home}" in said
    assert "Database brought up to this release" in said
    assert "ieum create-admin" in said
    assert f"Ieum is at http://localhost:{hub.port}" in said
    assert said.rstrip().endswith("Ieum has stopped.")
