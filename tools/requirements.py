"""Compile `requirements/*.txt` from `pyproject.toml`: `make requirements`.

Each file pins every package, with the hashes of all its published files, for Python 3.11 and newer
on every platform, and names no index. The test file is compiled first and the others are held to
its versions, so that what is tested is what runs.
"""

from __future__ import annotations

import subprocess
import sys

from tools.install import ROOT, UV, Command
from tools.steps import step

SELECTIONS = {
    "test": ["pyproject.toml", "--all-extras", "--group", "test"],
    "run": ["pyproject.toml", "--all-extras"],
    "setup": ["--group", "setup"],
    "node": ["--group", "node"],
}


def main() -> None:
    """Compile all files; with `--upgrade` move every package to its newest version."""
    for name, selection in SELECTIONS.items():
        with step(f"Compiling requirements/{name}.txt"):
            compile_file(name, [*selection, *sys.argv[1:]])


def compile_file(name: str, arguments: list[str]) -> None:
    """Write `requirements/NAME.txt`."""
    held = [] if name == "test" else ["--constraint", "requirements/test.txt"]
    fixed = ["--quiet", "--universal", "--python-version=3.11", "--generate-hashes"]
    said = ["--custom-compile-command=make requirements", "--output-file"]
    command: Command = [
        UV,
        "pip",
        "compile",
        *fixed,
        *held,
        *arguments,
        *said,
        f"requirements/{name}.txt",
    ]
    subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
