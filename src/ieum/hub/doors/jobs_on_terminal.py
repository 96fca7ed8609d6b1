"""A job as the command line shows it: its progress on standard error, then its answer."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from ieum.hub.accounts.caller import OPERATOR
from ieum.hub.doors.files import write
from ieum.hub.doors.terminal import draw, terminal_width
from ieum.hub.jobs import queue, worker
from ieum.hub.jobs.models import JobPhase
from ieum.kernel.files import described_files
from ieum.kernel.messages import _
from ieum.kernel.tool import Tool

if TYPE_CHECKING:
    from ieum.hub.doors.speaker import Speaker
    from ieum.hub.jobs.queue import JobState

#: Seconds between two looks at the progress.
LOOK_EVERY = 0.3
#: Seconds that a cancelled job gets to come to an end.
LEAVE_WITHIN = 5.0


def follow_job(
    id: str, tool: Tool, speaker: Speaker, *, wait: bool, folder: Path | None = None
) -> int:
    """Show a job's id, or work on it and show how it goes and what comes of it.

    The files of its answer go into ``folder``.
    """
    if not wait:
        if speaker.as_json:
            speaker.say_json(orjson.dumps({"job": id, "address": f"/api/jobs/{id}"}))
        else:
            speaker.say(f"{id}\n")
            speaker.aside(_("작업을 받았습니다. 보기: {command}", command=f"ieum job {id}"))
        return 0
    work = threading.Thread(target=_carry_out, args=(id,), name=f"job {id}", daemon=True)
    work.start()
    try:
        state = _watch(id, speaker)
    except KeyboardInterrupt:
        queue.cancel(id, OPERATOR, speaker.language)
        work.join(LEAVE_WITHIN)
        raise
    work.join(LEAVE_WITHIN)
    return show_finished(state, tool, speaker, folder)


def show_finished(state: JobState, tool: Tool, speaker: Speaker, folder: Path | None = None) -> int:
    """The answer of a finished job, or what became of it; its files go into ``folder``."""
    if state.answer is not None:
        if folder is not None:
            _save(state, folder, speaker.language)
        if speaker.as_json:
            speaker.say_json(orjson.dumps(state.answer))
        else:
            text = draw(state.answer, tool.answer_type, speaker.language, terminal_width())
            speaker.say(text)
        return 0
    problem: dict[str, Any] = state.problem or {}
    if speaker.as_json:
        speaker.say_json(orjson.dumps(problem or {"job": state.id, "state": state.phase}))
    elif state.phase is JobPhase.CANCELLED:
        speaker.aside(_("작업이 취소되었습니다."))
    else:
        speaker.aside(_("작업이 끝나지 못했습니다: {why}", why=problem.get("detail", "-")))
    return 1


def _save(state: JobState, folder: Path, language: str) -> None:
    """Write the files of an answer into a folder, and their paths into the answer."""
    for file in described_files(state.answer):
        kept = queue.file(state.id, file["name"], OPERATOR, language)
        file["address"] = str(write(folder, file["name"], kept.blocks()))


def _carry_out(id: str) -> None:
    """Work on the job here, unless a running hub was quicker to take it."""
    from django.db import connections

    try:
        worker.run(id)
    finally:
        connections.close_all()


def _watch(id: str, speaker: Speaker) -> JobState:
    shown = ""
    while True:
        state = queue.wait(id, OPERATOR, speaker.language, LOOK_EVERY)
        line = f"{state.share:4.0%} {state.message}".rstrip()
        if line != shown and not state.finished:
            _progress(line)
            shown = line
        if state.finished:
            _progress("")
            return state


def _progress(line: str) -> None:
    """One line that is written over on a terminal; in a file, a line of its own."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()
    elif line:
        print(line, file=sys.stderr, flush=True)
