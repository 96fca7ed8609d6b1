# /// script
# requires-python = ">=3.11,<3.13"
# dependencies = ["stix2-validator==3.2.0", "stix2-patterns==2.1.2", "setuptools<81"]
# ///
"""Validates STIX 2.1 objects with stix2-validator, strict and in the settings of interoperability.

    uv run --script benchmarks/judges/stix.py FILE…

Each file holds one JSON object. It runs in an environment of its own and imports nothing of the
project: the validator pins old libraries, and its version 3.3.1 comes without schemas and judges
nothing. The last line is JSON: how many objects were judged, and each error in a line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from stix2validator import ValidationOptions, validate_instance


def main() -> None:
    """Judge the objects of some files."""
    settings = {
        "strict": ValidationOptions(version="2.1", strict=True),
        "interop": ValidationOptions(version="2.1", strict=True, interop=True),
    }
    judged, errors = 0, []
    for path in map(Path, sys.argv[1:]):
        for line in path.read_text().splitlines():
            judged += 1
            one = json.loads(line)
            for name, options in settings.items():
                found = validate_instance(one, options)
                told = [*(found.errors or ()), *(found.warnings or ())]
                if not found.is_valid and not told:
                    told = ["not valid"]
                errors += [f"{name}: {one['id']}: {str(error)[:300]}" for error in told]
    print(json.dumps({"judged": judged, "errors": errors}))


if __name__ == "__main__":
    main()
