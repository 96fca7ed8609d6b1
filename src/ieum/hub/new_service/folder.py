"""Writing the folder of a new service: small, whole, and working at every door at once."""

from __future__ import annotations

import keyword
import re
import shutil
from pathlib import Path

from ieum.kernel.errors import IeumError
from ieum.kernel.messages import _

TEMPLATES = Path(__file__).parent / "templates"
SUFFIX = ".txt"
NAME_MARK = "{{name}}"
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
#: Words of the addresses and of the command line that a service cannot be called by.
RESERVED = frozenset({"jobs", "services", "openapi", "docs", "hub", "ieum", "help"})


class WrongName(IeumError):
    """A service cannot be called this, or not here."""

    code = "wrong-name"
    status = 422


def write(name: str, parent: Path, taken: frozenset[str]) -> Path:
    """Write the folder of a service under ``parent``; the folder. ``WrongName`` if it cannot be.

    The folder appears whole: it is made beside its place and then moved there.
    """
    check_name(name, taken)
    folder = parent / name
    if folder.exists():
        raise WrongName(
            _(
                "{folder} 폴더가 이미 있습니다. 다른 이름을 쓰거나 그 폴더를 옮겨 주세요.",
                folder=str(folder),
            )
        )
    draft = parent / f".{name}.new"
    shutil.rmtree(draft, ignore_errors=True)
    try:
        for template in sorted(TEMPLATES.rglob(f"*{SUFFIX}")):
            place = str(template.relative_to(TEMPLATES)).removesuffix(SUFFIX)
            file = draft / place.replace(NAME_MARK, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            text = template.read_text(encoding="utf-8")
            file.write_text(text.replace(NAME_MARK, name), encoding="utf-8")
        draft.rename(folder)
    except OSError as error:
        raise WrongName(
            _(
                "{folder} 폴더를 만들 수 없습니다({reason}). --to 로 다른 곳을 알려 주세요.",
                folder=str(folder),
                reason=error.strerror or type(error).__name__,
            )
        ) from None
    return folder


def check_name(name: str, taken: frozenset[str]) -> None:
    """Raise ``WrongName`` unless a service can have this name."""
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        shown = name.encode("utf-8", "replace").decode()[:60]
        raise WrongName(
            _(
                "'{name}'{name:-은/는} 서비스 이름이 될 수 없습니다. 영어 소문자로 시작하고 소문자, 숫자, "
                "밑줄만 40자까지 쓰세요. 예: {example}",
                name=shown,
                example="night_bus",
            )
        )
    if name in RESERVED or name in taken:
        raise WrongName(
            _(
                "'{name}'{name:-은/는} 이미 쓰이는 이름입니다. 다른 이름을 써 주세요.",
                name=name,
            )
        )
