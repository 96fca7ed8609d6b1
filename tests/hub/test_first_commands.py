"""Commands that an operator may type before the hub has ever been started."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hub.running_hub import RunningHub


@pytest.mark.parametrize(
    ("words", "entered", "says"),
    [
        (
            ("create-admin", "official@example.org"),
            "a long passphrase to sign in\n",
            "is an administrator",
        ),
        (("budget",), "", "Budgets"),
        (("notify-test",), "", "There is nobody to tell"),
    ],
)
def test_a_command_on_an_empty_data_folder_makes_the_tables_it_needs(
    tmp_path: Path, words: tuple[str, ...], entered: str, says: str
) -> None:
    home = tmp_path / "home"
    done = RunningHub(home).command(*words, entered=entered)
    said = done.stdout + done.stderr
    assert says in said
    assert "Traceback" not in said
