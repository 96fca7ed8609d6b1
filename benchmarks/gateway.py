"""The model gateway: calls at once against a budget, and a model server that misbehaves.

    python -m benchmarks.gateway [--calls 200] [--threads 200] [--json]

First a hub of its own runs with ``ieum up`` in an empty data folder (or in the PostgreSQL of
``IEUM_DATABASE_URL``), and as many calls as asked for come in at once, half of them streamed,
against a budget that holds some of them. What was spent is counted by the model server, not by the
hub. Then one question is asked of the hub's conversation for every way in which the server can
misbehave. A case is contained when nothing was shown but an honest sentence or the plain answer,
no tool ran that acts, the key went nowhere, and the call was settled within what it reserved.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from benchmarks.figures import report
from benchmarks.serving import IEUM, running_hub
from tests.hub.gateway.behaviours import BEHAVIOURS
from tests.hub.gateway.misbehaving_server import MisbehavingServer, misbehaving_server
from tests.hub.gateway.model_exchange import Script

KEY = "not-a-real-key-0000"
MOST_TOKENS = 64
BUDGET = 40_000


def environment(server: MisbehavingServer, behaviour: str, home: str) -> dict[str, str]:
    """A hub's settings that join the server with one behaviour."""
    return {
        **os.environ,
        "IEUM_HOME": home,
        "IEUM_LOG_LEVEL": "error",
        "IEUM_LLM_URL": server.url(behaviour),
        "IEUM_LLM_MODEL": "local",
        "IEUM_LLM_KEY": KEY,
        "IEUM_LLM_MAX_TOKENS": str(MOST_TOKENS),
    }


def at_once(calls: int, threads: int) -> dict[str, object]:
    """Send the calls together; what came of them."""
    with (
        misbehaving_server(Script(delay_seconds=3.0)) as server,
        tempfile.TemporaryDirectory() as home,
    ):
        env = environment(server, "honest", home)
        env |= {"IEUM_THREADS": str(threads), "IEUM_LLM_CALLS": str(threads)}
        ieum = [IEUM, "budget"]
        with running_hub(env) as address:
            made = subprocess.run(
                [*ieum, "--new-key", "letters:city"], env=env, check=True, capture_output=True
            )
            subprocess.run(
                [*ieum, "--party", "city", "--tokens", str(BUDGET)], env=env, check=True,
                capture_output=True,
            )  # fmt: skip
            outcomes = call_together(address, made.stdout.decode().strip(), calls)
            shown = subprocess.run(ieum, env=env, check=True, capture_output=True).stdout.decode()
        spent = sum(server.tokens)
    counted = next(line for line in shown.splitlines() if line.startswith("city"))
    return {
        "calls_at_once": calls,
        "answered": outcomes[200],
        "refused": outcomes[429],
        "other_replies": sum(outcomes.values()) - outcomes[200] - outcomes[429],
        "budget": BUDGET,
        "spent": spent,
        "spent_by_the_hubs_count": int(counted.split()[2].replace(",", "")),
        "overspend": max(0, spent - BUDGET),
    }


def call_together(address: str, key: str, calls: int) -> Counter[int]:
    """Status codes of calls that all start at the same moment."""
    together = threading.Barrier(calls)

    def one(number: int) -> int:
        body = {
            "model": "local",
            "messages": [{"role": "user", "content": "안녕하세요?"}],
            "stream": bool(number % 2),
        }
        request = urllib.request.Request(
            f"{address}/v1/chat/completions",
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {key}"},
        )
        together.wait(60)
        try:
            with urllib.request.urlopen(request, timeout=120) as reply:
                whole = reply.read()
                return 200 if b"choices" in whole and b'"error"' not in whole else 0
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return refusal.code

    with ThreadPoolExecutor(calls) as pool:
        return Counter(pool.map(one, range(calls)))


def misbehaviours() -> dict[str, object]:
    """Ask one question for every misbehaviour; how many were contained, and which were not."""
    with misbehaving_server() as server, tempfile.TemporaryDirectory() as home:
        os.environ.update(environment(server, "honest", home) | {"IEUM_LLM_SECONDS": "2"})
        from ieum.hub.django_ready import django_ready

        django_ready()
        from ieum.hub.upgrade import upgrade

        upgrade()
        names = sorted(set(BEHAVIOURS) - {"honest"})
        wrong = {}
        for name in ["honest", *names]:
            os.environ["IEUM_LLM_URL"] = server.url(name)
            if faults := list(faults_of(name, server)):
                wrong[name] = faults
                print(f"{name}: {', '.join(faults)}", file=sys.stderr)
        contained = len(names) - len(set(wrong) - {"honest"})
        return {
            "contained": f"{contained}/{len(names)}",
            "honest_sentence_shown": "honest" not in wrong,
        }


def faults_of(name: str, server: MisbehavingServer) -> list[str]:
    """What got through."""
    from ieum.hub.gateway.conversation import answer
    from ieum.hub.gateway.models import ModelCall
    from ieum.kernel.context import Caller
    from tests.hub.gateway.demo_service import QUESTION, SENTENCE, TOOLS, acts

    server.script = Script("demo__budget", {"place": "광주"}, SENTENCE)
    server.requests.clear()
    ModelCall.objects.all().delete()
    conversed = answer(QUESTION, Caller(id=7, name="official", staff=True), "ko", TOOLS)
    faults = []
    if conversed.text not in (None, SENTENCE) or (name == "honest" and conversed.text is None):
        faults.append("text")
    if acts:
        faults.append("act")
    if KEY in json.dumps(server.requests) or KEY in str(conversed.text):
        faults.append("key")
    for call in ModelCall.objects.all():
        if call.phase == "open":
            faults.append("open call")
        if (
            call.input_tokens + call.output_tokens
            > call.most_input_tokens + call.most_output_tokens
        ):
            faults.append("overspent call")
    return faults


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=200, help="calls at once")
    parser.add_argument(
        "--threads", type=int, default=200,
        help="threads of the hub; PostgreSQL's default settings allow about 90",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    figures = at_once(arguments.calls, arguments.threads) | misbehaviours()
    report("gateway", arguments.calls + len(BEHAVIOURS) - 1, figures, arguments.json)


if __name__ == "__main__":
    main()
