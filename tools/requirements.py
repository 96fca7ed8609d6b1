"""Compile `requirements/*.txt` from `pyproject.toml`: `make requirements`.

Each file pins every package, with the hashes of all its published files, and names no index. The
test file is compiled first and the others are held to its versions, so that what is tested is what
runs. Then it is made sure that every package has a wheel wherever Ieum is to run.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

from tools.install import BUILT_FROM_SOURCE, ROOT, UV, Command
from tools.steps import fail, step

SELECTIONS = {
    "test": ["pyproject.toml", "--all-extras", "--group", "test"],
    "run": ["pyproject.toml", "--all-extras"],
    "setup": ["--group", "setup"],
    "node": ["--group", "node"],
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MACHINES = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_28")


def main() -> None:
    """Compile all files; with `--upgrade` move every package to its newest version."""
    for name, selection in SELECTIONS.items():
        with step(f"Compiling requirements/{name}.txt"):
            compile_file(name, [*selection, *sys.argv[1:]])
    with step(f"Looking for wheels for Python {', '.join(PYTHONS)} on {' and '.join(MACHINES)}"):
        for python in PYTHONS:
            for machine in MACHINES:
                look_for_wheels(python, machine)


def compile_file(name: str, arguments: list[str]) -> None:
    """Write `requirements/NAME.txt`."""
    held = [] if name == "test" else ["--constraint", "requirements/test.txt"]
    fixed = ["--quiet", "--universal", "--python-version=3.11", "--generate-hashes"]
    said = ["--custom-compile-command=make requirements"]
    written = ["--output-file", f"requirements/{name}.txt"]
    command: Command = [UV, "pip", "compile", *fixed, *held, *arguments, *said, *written]
    subprocess.run(command, check=True, cwd=ROOT)


def look_for_wheels(python: str, machine: str) -> None:
    """Fail if a pinned package is not published for this Python on this kind of machine."""
    target = [f"--python-version={python}", f"--python-platform={machine}", "--require-hashes"]
    wheels = ["--only-binary=:all:", f"--no-binary={BUILT_FROM_SOURCE}", "--no-deps"]
    files = [f"--requirements=requirements/{name}.txt" for name in SELECTIONS]
    with tempfile.TemporaryDirectory() as empty:
        pretend = ["install", "--quiet", "--dry-run", "--target", empty]
        command: Command = [UV, "pip", *pretend, *target, *wheels, *files]
        if subprocess.run(command, check=False, cwd=ROOT).returncode != 0:
            fail(
                f"not everything is published for Python {python} on {machine}; see above. Take "
                "another version or another package.",
                f"파이썬 {python}, {machine} 용으로 배포되지 않은 패키지가 있습니다(위 참조). "
                "다른 판이나 다른 패키지를 쓰세요.",
            )


if __name__ == "__main__":
    main()
