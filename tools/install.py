"""Install Ieum into `.venv`: `python3 tools/install.py run` or `python3 tools/install.py test`.

It needs nothing but a Python of version 3.11 or newer. Everything that is installed is pinned by
hash in `requirements/`; a second run finds everything in place and needs no network. In a folder
unpacked from a bundle (see `bundle.py`) all packages come from `bundle/wheels`.
"""

from __future__ import annotations

import hashlib
import platform
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.steps import fail, step  # noqa: E402

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
BUNDLED_WHEELS = ROOT / "bundle" / "wheels"
SETUP = ROOT / "requirements" / "setup.txt"

Command = Sequence[str | Path]

# Published as source alone; it holds data, so building it compiles nothing.
BUILT_FROM_SOURCE = "kiwipiepy-model"


def main() -> None:
    """Make the environment, fetch uv, install the requirement files named as arguments."""
    create_environment()
    fetch_uv()
    for name in sys.argv[1:]:
        install_packages(ROOT / "requirements" / f"{name}.txt")
    install_ieum()


def create_environment() -> None:
    """Create `.venv`, or create it again when its Python no longer runs (moved, upgraded)."""
    if runs([PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]):
        return
    check_bundle()
    with step(f"Creating .venv with Python {platform.python_version()}"):
        # Without pip, so that it works where Debian has left ensurepip out; see fetch_uv.
        created = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", "--without-pip", VENV], check=False
        )
    if created.returncode != 0:
        fail(
            "Python could not create a virtual environment. "
            "On Debian or Ubuntu: apt-get install python3-venv",
            "파이썬이 가상환경을 만들지 못했습니다. "
            "데비안·우분투에서는 apt-get install python3-venv 를 실행하세요.",
        )


def check_bundle() -> None:
    """Compare the files of a bundle with the sums it carries."""
    sums = ROOT / "SHA256SUMS"
    if not sums.exists():
        return
    with step("Checking the files of the bundle"):
        for line in sums.read_text(encoding="utf-8").splitlines():
            expected, name = line.split("  ", 1)
            file = ROOT / name
            if not file.exists() or digest(file) != expected:
                fail(
                    f"{name} is missing or was damaged on the way. Copy the bundle again.",
                    f"{name} 파일이 없거나 옮기는 중에 손상되었습니다. 묶음을 다시 복사하세요.",
                )


def digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def fetch_uv() -> None:
    """Install uv, then what building needs: setuptools above all, for the package without wheel."""
    if not runs([UV, "--version"]):
        with step("Fetching uv, the installer"):
            if BUNDLED_WHEELS.exists():
                unpack_bundled_uv()
            else:
                fetch_uv_with_pip()
    pip_install("--require-hashes", "-r", SETUP)


def unpack_bundled_uv() -> None:
    """Take the uv program out of its wheel, for which no pip is needed."""
    wheel = next(BUNDLED_WHEELS.glob(f"uv-*{platform.machine()}*.whl"), None)
    if wheel is None:
        fail(
            f"this bundle holds no packages for {platform.machine()}. "
            "Make it on a machine of the same kind.",
            f"이 묶음에는 {platform.machine()} 용 패키지가 없습니다. "
            "같은 종류의 컴퓨터에서 묶음을 만드세요.",
        )
    with zipfile.ZipFile(wheel) as archive:
        program = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
        UV.write_bytes(archive.read(program))
    UV.chmod(0o755)


def fetch_uv_with_pip() -> None:
    """Install uv by the pip that Python brings, or by the system's."""
    if runs([sys.executable, "-c", "import ensurepip"]):
        subprocess.run([PYTHON, "-m", "ensurepip"], check=True, stdout=subprocess.DEVNULL)
        pip: Command = [PYTHON, "-m", "pip"]
    elif runs([sys.executable, "-m", "pip", "--version"]):
        pip = [sys.executable, "-m", "pip", "--python", PYTHON]
    else:
        fail(
            "this Python has neither ensurepip nor pip. "
            "On Debian or Ubuntu: apt-get install python3-venv",
            "이 파이썬에는 ensurepip 도 pip 도 없습니다. "
            "데비안·우분투에서는 apt-get install python3-venv 를 실행하세요.",
        )
    quiet = [] if sys.stderr.isatty() else ["-qq"]
    options = [*quiet, "--disable-pip-version-check", "--require-hashes", "--only-binary=:all:"]
    if subprocess.run([*pip, "install", *options, "-r", SETUP], check=False).returncode != 0:
        fail_for_want_of_network()


def install_packages(requirements: Path) -> None:
    """Install a hash-pinned requirement file; no network is used when all is there already."""
    names = [line for line in requirements.read_text().splitlines() if "==" in line]
    with step(f"Installing packages: requirements/{requirements.name}, up to {len(names)}"):
        pip_install(
            "--require-hashes",
            "--no-build-isolation",
            "--only-binary=:all:",
            f"--no-binary={BUILT_FROM_SOURCE}",
            "-r",
            requirements,
        )


def install_ieum() -> None:
    """Install this working copy, so that `ieum` runs from it and sees every edit."""
    pip_install("--no-deps", "--no-build-isolation", "--editable", ROOT)


def pip_install(*arguments: str | Path) -> None:
    """Run `uv pip install`, from the bundle's packages alone where there is a bundle."""
    offline: Command = ["--offline", "--no-index", "--find-links", BUNDLED_WHEELS]
    sources: Command = offline if BUNDLED_WHEELS.exists() else []
    # On a terminal uv draws progress bars; elsewhere its lines would say little.
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    command: Command = [UV, "pip", "install", *quiet, "--python", PYTHON, *sources, *arguments]
    if subprocess.run(command, check=False, cwd=ROOT).returncode != 0:
        fail_for_want_of_network()


def fail_for_want_of_network() -> None:
    """Say what to do when packages could not be had."""
    fail(
        "the packages could not be installed; the reason stands above. Without a network, make "
        "a bundle on another machine with `make bundle` and unpack it here.",
        "패키지를 설치하지 못했습니다. 이유는 위에 있습니다. 망이 없는 곳이라면 다른 컴퓨터에서 "
        "`make bundle` 로 묶음을 만들어 여기에 푸세요.",
    )


def runs(command: Command) -> bool:
    """Whether a command can be started and ends well."""
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    main()
