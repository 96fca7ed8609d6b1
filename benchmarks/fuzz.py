"""Fuzz every operation of the JSON door by its own OpenAPI description.

    python -m benchmarks.fuzz [--examples 1000] [--json]

Starts a hub of its own with ``ieum up`` (rate limits off) in an empty data folder, and sends each
operation half well-formed and half ill-formed requests that schemathesis makes from the
description. No reply may be a 5xx, every error must be problem details (RFC 9457), and every 2xx
must fit its own schema.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode

from benchmarks.figures import report
from benchmarks.serving import running_hub

PROBLEM = "application/problem+json"
PROBLEM_FIELDS = {"type", "title", "status", "code", "detail"}


def fault_of(case: Case) -> str | None:
    """Send one request; what is wrong with its reply, or None."""
    response = case.call(timeout=30)
    where = f"{case.method} {case.formatted_path} → {response.status_code}"
    if response.status_code >= 500:
        return f"{where}: {response.text[:200]}"
    if response.status_code >= 400:
        media_type = response.headers.get("content-type", [""])[0]
        if media_type != PROBLEM or not set(response.json()) >= PROBLEM_FIELDS:
            return f"{where}: no problem details but {media_type}"
        return None
    try:
        case.validate_response(response, checks=[_schema_conformance()])
    except AssertionError as error:
        return f"{where}: {error}"
    return None


def _schema_conformance() -> object:
    from schemathesis.specs.openapi.checks import response_schema_conformance

    return response_schema_conformance


def main() -> None:
    """Fuzz, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=1000, help="requests an operation")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        env = os.environ | {"IEUM_HOME": home, "IEUM_RATE_LIMITS": "off", "IEUM_LOG": "json"}
        with running_hub(env, log=Path(home) / "log.txt") as address:
            figures, cases = _fuzzed(address, arguments.examples)
    report("fuzz", cases, figures, arguments.json)


def fuzz(operation: APIOperation, examples: int) -> tuple[Counter[str], int]:
    """Send an operation so many requests, half of them ill-formed; its faults and their count."""
    faults: Counter[str] = Counter()
    requests = 0
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @settings(
            max_examples=max(1, examples // 2),
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def probe(case: Case) -> None:
            nonlocal requests
            requests += 1
            if fault := fault_of(case):
                faults[fault] += 1

        # An operation without arguments cannot be asked wrongly.
        with suppress(Unsatisfiable):
            probe()
    return faults, requests


def _fuzzed(address: str, examples: int) -> tuple[dict[str, int], int]:
    schema = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    faults: Counter[str] = Counter()
    requests = 0
    operations = [result.ok() for result in schema.get_all_operations()]
    for operation in operations:
        found, sent = fuzz(operation, examples)
        faults += found
        requests += sent
        print(f"{operation.label}: {sent} requests, {found.total()} faults", file=sys.stderr)
    for fault, times in faults.most_common(20):
        print(f"{times} × {fault}", file=sys.stderr)
    server_errors = sum(n for fault, n in faults.items() if "→ 5" in fault)
    return {
        "operations": len(operations),
        "requests": requests,
        "server_errors": server_errors,
        "other_faults": sum(faults.values()) - server_errors,
    }, requests


if __name__ == "__main__":
    main()
