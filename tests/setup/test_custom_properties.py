"""Design tokens: what stays is what our pages refer to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tools.custom_properties import in_use

TOKENS = """@charset "utf-8";
/* Generated; --old: 1px; */
:root {
  --blue: #00f;
  --button: var(--blue);
  --gap: calc(var(--unit) * 2);
  --unit: 4px
}
[data-mode="dark"] { --blue: #99f; }
"""
NAMES = st.frozensets(st.sampled_from(["--blue", "--button", "--gap", "--unit", "--elsewhere"]))


def test_a_token_stays_when_a_page_names_it() -> None:
    assert in_use(TOKENS, ["p { margin: var(--unit) }"]) == (
        ':root{--unit:4px;}[data-mode="dark"]{}\n'
    )


def test_a_token_stays_when_another_needs_it() -> None:
    assert in_use(TOKENS, ["a { color: var(--button) }"]) == (
        ':root{--blue:#00f;--button:var(--blue);}[data-mode="dark"]{--blue:#99f;}\n'
    )


def test_a_name_that_begins_alike_is_another() -> None:
    assert "--blue" not in in_use(TOKENS, ["var(--blue-dark)"])


def test_tokens_that_need_each_other_end() -> None:
    assert in_use("a{--x: var(--y); --y: var(--x)}", ["--x"]) == "a{--x:var(--y);--y:var(--x);}\n"


@given(NAMES)
def test_taking_twice_changes_nothing_more(names: frozenset[str]) -> None:
    once = in_use(TOKENS, names)
    assert in_use(once, names) == once


@given(NAMES, NAMES)
def test_naming_more_never_keeps_less(names: frozenset[str], more: frozenset[str]) -> None:
    few = set(in_use(TOKENS, names).replace("{", ";").split(";"))
    assert few <= set(in_use(TOKENS, names | more).replace("{", ";").split(";"))
