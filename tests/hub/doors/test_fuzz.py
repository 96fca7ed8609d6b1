"""Every operation of the JSON door, fuzzed by its own description."""

from __future__ import annotations

import pytest
import schemathesis

from benchmarks.fuzz import fuzz

EXAMPLES = 20


# PostgreSQL refuses more than SQLite does: a NUL in a text, a number that is too large.
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_no_request_breaks_an_operation(settings: object) -> None:
    from ieum.hub.wsgi import application

    settings.RATE_LIMITS = "off"  # type: ignore[attr-defined]
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    faults = {
        operation.label: found
        for result in schema.get_all_operations()
        if (found := fuzz(operation := result.ok(), EXAMPLES)[0])
    }
    assert faults == {}
