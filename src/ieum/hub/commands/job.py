"""Show how a job stands, cancel it, or list the latest jobs."""

from __future__ import annotations

import argparse

from ieum.kernel.messages import _

#: How many jobs the list shows.
LATEST = 20
PHASES = {
    "queued": _("기다림"),
    "running": _("하는 중"),
    "done": _("마침"),
    "failed": _("실패"),
    "cancelled": _("취소됨"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """The id of the job, and what to do with it."""
    parser.add_argument("id", nargs="?", help="id of the job; without it, the latest jobs")
    parser.add_argument("--cancel", action="store_true", help="end the job")
    parser.add_argument("--wait", action="store_true", help="wait until it has ended")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the state of the job, and its answer once it is done; or the latest jobs."""
    from ieum.hub.doors.hub_ready import hub_ready
    from ieum.hub.doors.speaker import Speaker

    hub_ready()
    if arguments.id is None:
        return list_jobs(arguments)
    from ieum.hub.accounts.caller import OPERATOR
    from ieum.hub.doors.jobs_on_terminal import show_finished
    from ieum.hub.jobs import queue
    from ieum.hub.registry import registry

    speaker = Speaker(arguments.language_of_door)
    speaker.as_json = arguments.json
    if arguments.cancel:
        state = queue.cancel(arguments.id, OPERATOR, speaker.language)
    else:
        seconds = float("inf") if arguments.wait else 0.0
        state = queue.wait(arguments.id, OPERATOR, speaker.language, seconds)
    if state.finished:
        return show_finished(state, registry().tool(*state.tool.split(".", 1)), speaker)
    if speaker.as_json:
        import orjson

        details = {"job": state.id, "tool": state.tool, "state": state.phase}
        more = {"share": state.share, "message": state.message}
        speaker.say_json(orjson.dumps(details | more))
    else:
        stands = _("취소를 요청함") if arguments.cancel else PHASES[state.phase]
        words = (state.tool, stands.text(speaker.language), f"{state.share:.0%}", state.message)
        speaker.say("  ".join(words).rstrip() + "\n")
    return 0


def list_jobs(arguments: argparse.Namespace) -> int:
    """Print the latest jobs of everybody, the newest first."""
    from django.utils import timezone

    from ieum.hub.doors.speaker import Speaker
    from ieum.hub.jobs.models import Job

    if arguments.cancel or arguments.wait:
        from ieum.hub.doors.commands import WrongCommand

        raise WrongCommand(_("어느 작업인지 번호를 함께 써 주세요: ieum job 번호 --cancel"))
    speaker = Speaker(arguments.language_of_door)
    jobs = list(Job.objects.order_by("-created_at")[:LATEST])
    if arguments.json:
        import orjson

        rows = [
            {"job": job.id, "tool": job.tool, "state": job.phase, "share": job.share}
            for job in jobs
        ]
        speaker.as_json = True
        speaker.say_json(orjson.dumps(rows))
        return 0
    for job in jobs:
        began = timezone.localtime(job.created_at).strftime("%Y-%m-%d %H:%M")
        stands = PHASES[job.phase].text(speaker.language)
        speaker.say(f"{job.id}  {began}  {job.tool}  {stands}  {job.share:.0%}\n")
    if not jobs:
        speaker.aside(_("작업이 없습니다."))
    return 0
