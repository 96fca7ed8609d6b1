"""A real NATS server for one test."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.hub.running_hub import free_port

SERVER = "/usr/sbin/nats-server"


@dataclass
class NatsProcess:
    """The server, its folder and its port; it may be killed and started again."""

    folder: Path
    authorization: str
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it takes connections."""
        configuration = self.folder / "nats-server.conf"
        configuration.write_text(
            f'listen: "127.0.0.1:{self.port}"\n'
            f'jetstream {{ store_dir: "{self.folder}" }}\n'
            f"max_payload: 64KB\n{self.authorization}"
        )
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [SERVER, "-c", str(configuration)], stdout=log, stderr=log
            )
        until = time.monotonic() + 10
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            time.sleep(0.02)
        raise AssertionError((self.folder / "log").read_text())

    def kill(self) -> None:
        """End it at once, as ``kill -9`` does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def reload(self, authorization: str) -> None:
        """Let it start again with other users."""
        self.kill()
        self.authorization = authorization
        self.start()


@contextmanager
def nats_server(folder: Path, authorization: str = "") -> Iterator[NatsProcess]:
    """A server on loopback for as long as the block lasts."""
    server = NatsProcess(folder, authorization, free_port())
    server.start()
    try:
        yield server
    finally:
        server.kill()
