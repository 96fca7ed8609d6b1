"""Refuse a run-time dependency under the GPL or AGPL: `make licences`.

The LGPL is allowed, since its packages are installed unmodified. A package that names no licence is
refused too: nobody has looked at it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from tools.install import ROOT

_STRONG_COPYLEFT = re.compile(r"(?<![A-Z])A?GPL|GNU (AFFERO )?GENERAL PUBLIC", re.IGNORECASE)


def main() -> None:
    """Print each refused package and end with exit status 1 if there is any."""
    licences = dict(python_licences())
    licences.update(npm_licences())
    refused = {name: said for name, said in licences.items() if is_refused(said)}
    for name, said in refused.items():
        print(f"{name}: {said or 'names no licence'}", file=sys.stderr)
    if refused:
        print("Take another package: Ieum depends on nothing under the GPL or AGPL.")
        raise SystemExit(1)
    print(f"{len(licences)} packages, none under the GPL or AGPL")


def is_refused(said: str) -> bool:
    """Whether an SPDX expression, or the name of a licence, leaves no choice but GPL or AGPL."""
    choices = re.split(r"\bOR\b", said) if said else []
    return not any(choice.strip() and not _STRONG_COPYLEFT.search(choice) for choice in choices)


def python_licences() -> Iterator[tuple[str, str]]:
    """Name and licence of each package of requirements/run.txt that this machine has use for."""
    text = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    for name, marker in re.findall(r"^([\w.-]+)==\S+ ?(;?)", text, re.MULTILINE):
        try:
            yield name, licence_of(distribution(name))
        except PackageNotFoundError:
            # Only a requirement with a marker may be absent: it is for another platform.
            if not marker:
                raise


def licence_of(package: Distribution) -> str:
    """What a package says of its licence, "" if nothing."""
    metadata = package.metadata
    if expressions := metadata.get_all("License-Expression"):
        return str(expressions[0])
    classifiers = [
        classifier.rsplit(" :: ", 1)[1]
        for classifier in metadata.get_all("Classifier") or []
        if classifier.startswith("License :: ") and classifier.count("::") > 1
    ]
    # Some packages put the whole text of the licence here; its first line names it.
    first_line = "".join(metadata.get_all("License") or []).strip().partition("\n")[0]
    return " AND ".join(classifiers) or first_line


def npm_licences() -> Iterator[tuple[str, str]]:
    """Name and licence of each package of package-lock.json."""
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for path, package in locked.items():
        if path:
            yield path.removeprefix("node_modules/"), package.get("license", "")


if __name__ == "__main__":
    main()
