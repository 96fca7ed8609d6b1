"""Starting a hub, or another server, for a benchmark, on a free port of this machine."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from socket import socket

IEUM = str(Path(sys.executable).with_name("ieum"))


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
    """A server process that ends with the block."""
    with open(log or "/dev/null", "wb") as output:
        process = subprocess.Popen(command, env=dict(env), stdout=output, stderr=output)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=20)


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
