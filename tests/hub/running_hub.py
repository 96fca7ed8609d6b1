"""A hub of its own, started the way an operator starts it."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import httpx

IEUM = Path(sys.executable).with_name("ieum")
DATABASE = "ieum.sqlite3"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def set_up(home: Path) -> Path:
    """A data folder whose database is up to date, without the time that making its tables takes."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copy(_model_home() / DATABASE, home)
    return home


@cache
def _model_home() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ieum-model-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = RunningHub(folder / "home").command("migrate")
    assert made.returncode == 0, made.stderr
    return folder / "home"


class RunningHub:
    """``ieum up`` and the other commands on a home and, if given, a PostgreSQL database."""

    def __init__(self, home: Path, database: str = "", **settings: str) -> None:
        self.home = home
        clean = {name: text for name, text in os.environ.items() if not name.startswith("IEUM_")}
        clean.pop("DJANGO_SETTINGS_MODULE", None)
        self.environment = clean | {"IEUM_HOME": str(home), "IEUM_LANGUAGE": "en"}
        self.environment |= {f"IEUM_{name}": text for name, text in settings.items()}
        if database:
            self.environment["IEUM_DATABASE_URL"] = database
        self.port = free_port()
        self.process: subprocess.Popen[str] | None = None

    def command(self, *words: str, entered: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [IEUM, *words],
            env=self.environment,
            cwd=self.home.parent,
            input=entered,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def start(self) -> RunningHub:
        """Serve, and wait until the hub answers."""
        self.process = subprocess.Popen(
            [IEUM, "up", "--port", str(self.port)],
            env=self.environment,
            cwd=self.home.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if httpx.get(f"{self.address}/health").status_code == 200:
                    return self
            except httpx.HTTPError:
                time.sleep(0.05)
        raise AssertionError(f"the hub did not start: {self.stop()}")

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> str:
        """End it as a service manager does; what it said."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        said = self.process.communicate(timeout=30)[1]
        return said
