"""Starting a hub, or another server, for a benchmark, on a free port of this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import socket
from types import FrameType

IEUM = str(Path(sys.executable).with_name("ieum"))
#: How long a server may take to end by itself.
GRACE_SECONDS = 20


def free_port() -> int:
    """A port that nothing listens on."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    command: list[str], env: Mapping[str, str], log: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server process that ends with the block, and all that it started with it.

    It ends too when the benchmark is told to stop. What it wrote is shown if it did not last.
    """
    with open(log, "w+b") if log else tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, env=dict(env), stdout=output, stderr=output, start_new_session=True
        )
        before = signal.signal(signal.SIGTERM, _stop)
        try:
            yield process
            if process.poll() is not None:
                raise SystemExit(f"{command[0]} ended by itself")
        except SystemExit:
            if process.poll() is not None:
                output.seek(0)
                print(output.read().decode(errors="replace")[-2000:], file=sys.stderr)
            raise
        finally:
            _end(process)
            signal.signal(signal.SIGTERM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    """End by way of all ``finally``, so that no server is left behind."""
    raise SystemExit(128 + number)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=GRACE_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def running_hub(env: Mapping[str, str], log: Path | None = None) -> Iterator[str]:
    """``ieum up`` on a free port; its address, once it answers."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with running([IEUM, "up", "--port", str(port)], env, log) as process:
        wait_until_up(f"{address}/health", process)
        yield address


def wait_until_up(address: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until a GET answers at all; ``SystemExit`` if the process ends or time runs out."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing answers at {address}")
