"""Lines on the terminal that say what set-up is doing and how long it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print `title`, run the body, then print the seconds it took."""
    print(f"==> {title}", flush=True)
    started = time.monotonic()
    yield
    print(f"    done in {time.monotonic() - started:.1f} s", flush=True)


def fail(english: str, korean: str) -> NoReturn:
    """End the command with exit status 1 and one message in both languages."""
    print(f"\nSet-up stopped: {english}\n설치를 멈췄습니다: {korean}", file=sys.stderr, flush=True)
    raise SystemExit(1)
