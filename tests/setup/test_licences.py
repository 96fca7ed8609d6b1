"""Which licences a dependency may have."""

from __future__ import annotations

import pytest

from tools.licences import is_refused, npm_licences, python_licences


@pytest.mark.parametrize(
    "said",
    [
        "GPL-3.0-only",
        "AGPL-3.0-or-later",
        "GNU General Public License v2 (GPLv2)",
        "GNU Affero General Public License v3",
        "MIT AND GPL-2.0-only",
        "GPL-2.0-only OR AGPL-3.0-only",
        "",
    ],
)
def test_strong_copyleft_or_silence_is_refused(said: str) -> None:
    assert is_refused(said)


@pytest.mark.parametrize(
    "said",
    [
        "MIT",
        "LGPL-3.0-only",
        "GNU Lesser General Public License v3 (LGPLv3)",
        "Apache-2.0 OR GPL-2.0-only",
        "MPL-2.0 AND (Apache-2.0 OR MIT)",
        "Mozilla Public License 2.0 (MPL 2.0)",
    ],
)
def test_other_licences_are_taken(said: str) -> None:
    assert not is_refused(said)


def test_every_dependency_says_what_it_is_under() -> None:
    licences = [*python_licences(), *npm_licences()]
    assert {"django", "krds-uiux"} <= {name for name, _ in licences}
    assert [name for name, said in licences if not said] == []
