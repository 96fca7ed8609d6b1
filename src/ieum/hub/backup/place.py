"""Puts a finished folder where another one is."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path


def put_in_place(staging: Path, target: Path, *, keep_before: bool) -> Path | None:
    """Give ``target`` the content of ``staging``; says where the former content is kept, if it is.

    A folder is renamed. One that is a mount point cannot be; its entries are moved one by one.
    """
    name = f"{target.name}.before-{datetime.now():%Y%m%d-%H%M%S}"
    if os.path.ismount(target):
        return _move_entries(staging, target, target / f".{name}", keep_before)
    before = target.with_name(name)
    if target.exists():
        target.rename(before)
    staging.rename(target)
    if keep_before:
        return before
    shutil.rmtree(before, ignore_errors=True)
    return None


def _move_entries(staging: Path, target: Path, before: Path, keep_before: bool) -> Path | None:
    before.mkdir(mode=0o700)
    for entry in list(target.iterdir()):
        if entry not in (staging, before) and not entry.name.startswith(f".{target.name}.before-"):
            entry.rename(before / entry.name)
    for entry in list(staging.iterdir()):
        entry.rename(target / entry.name)
    if keep_before:
        return before
    shutil.rmtree(before, ignore_errors=True)
    return None
