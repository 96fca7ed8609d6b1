"""Pruning stylesheets: what stays is what a page could match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.stylesheet import Stylesheet, properties_used, words_in

NAMES = st.sampled_from(["btn", "btn-large", "form", "table", "is-open"])


def pruned(css: str, *words: str) -> str:
    return str(Stylesheet.parse(css, frozenset(words))).strip()


def test_a_rule_stays_when_its_class_is_used() -> None:
    assert pruned(".btn { color: red } .form { color: blue }", "btn") == ".btn{color:red}"


def test_a_selector_stays_only_when_all_its_classes_are_used() -> None:
    assert pruned(".btn.large, .btn { top: 0 }", "btn") == ".btn{top:0}"


def test_a_class_that_begins_like_a_used_one_is_not_used() -> None:
    assert pruned(".btn-large { top: 0 }", "btn") == ""


def test_an_id_counts_like_a_class() -> None:
    assert pruned("#main { top: 0 } #other { top: 0 }", "main") == "#main{top:0}"


def test_elements_and_attributes_always_stay() -> None:
    css = 'a:hover { top: 0 } [data-mode="dark"] { top: 0 }'
    assert pruned(css) == 'a:hover{top:0}\n[data-mode="dark"]{top:0}'


def test_a_class_that_must_be_absent_does_not_count() -> None:
    assert pruned(".btn:not(.off) { top: 0 }", "btn") == ".btn:not(.off){top:0}"


def test_a_media_query_goes_when_nothing_in_it_is_used() -> None:
    css = "@media print { .form { top: 0 } } @media (width < 30em) { .btn { top: 0 } }"
    assert pruned(css, "btn") == "@media (width < 30em){.btn{top:0}}"


def test_keyframes_and_font_faces_stay() -> None:
    css = "@keyframes turn { 0% { top: 0 } to { top: 1px } } @font-face { font-family: F }"
    assert pruned(css) == "@keyframes turn{0%{top:0}to{top:1px}}\n@font-face{font-family:F}"


def test_imports_and_comments_go() -> None:
    assert pruned('@charset "utf-8"; @import "x.css"; /* old */ a { top: 0 /* why */ }') == (
        "a{top:0}"
    )


def test_importance_stays() -> None:
    assert pruned("a { top: 0 !important }") == "a{top:0!important}"


def test_broken_css_is_refused_with_its_line() -> None:
    with pytest.raises(ValueError, match="line 2"):
        pruned("a { top: 0 }\nb { top }")


def test_addresses_are_those_of_kept_rules() -> None:
    css = ".btn { background: url('../i/a.svg#x') } .form { background: url(b.svg) }"
    assert Stylesheet.parse(css, frozenset({"btn"})).addresses() == ["../i/a.svg"]


def test_data_addresses_are_no_files() -> None:
    assert Stylesheet.parse("a { mask: url(data:x) }", frozenset()).addresses() == []


def test_a_property_is_used_through_another() -> None:
    sheet = Stylesheet.parse(
        ":root { --a: var(--b); --b: 1px; --c: 2px } p { top: var(--a) }", frozenset()
    )
    used = properties_used([sheet], [])
    assert used == {"--a", "--b"}
    assert str(sheet.without_properties_except(used)) == (
        ":root{--a:var(--b);--b:1px}\np{top:var(--a)}\n"
    )


def test_a_property_is_used_when_our_own_files_name_it() -> None:
    sheet = Stylesheet.parse(":root { --a: 1px }", frozenset())
    assert properties_used([sheet], ["p { top: var(--a) }"]) == {"--a"}


def test_properties_that_name_each_other_end() -> None:
    sheet = Stylesheet.parse(
        ":root { --a: var(--b); --b: var(--a) } p { top: var(--a) }", frozenset()
    )
    assert properties_used([sheet], []) == {"--a", "--b"}


def test_words_are_what_could_be_a_class() -> None:
    assert words_in('<p class="btn is-open krds_x">') == {"p", "class", "btn", "is-open", "krds_x"}


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3), max_size=6), st.frozensets(NAMES))
def test_pruning_twice_changes_nothing_more(rules: list[list[str]], words: frozenset[str]) -> None:
    css = " ".join("." + ".".join(names) + "{top:0}" for names in rules)
    once = str(Stylesheet.parse(css, words))
    assert str(Stylesheet.parse(once, words)) == once


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3), max_size=6), st.frozensets(NAMES))
def test_more_words_never_keep_less(rules: list[list[str]], words: frozenset[str]) -> None:
    css = " ".join("." + ".".join(names) + "{top:0}" for names in rules)
    few = set(str(Stylesheet.parse(css, words)).splitlines())
    more = set(str(Stylesheet.parse(css, words | {"btn"})).splitlines())
    assert few <= more
