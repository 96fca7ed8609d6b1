"""The addresses of the hub: all visited, none dead, each near the front page."""

from __future__ import annotations

import re

from tests.hub.browser.pages import MOST_TAPS, WITHOUT_PAGE, Pages


def test_every_reading_tool_is_within_five_taps(pages: Pages) -> None:
    """A link is a tap; a form that is filled in and sent is one more. Of the answers of a tool the
    nearest counts: from each of them others follow."""
    answers: dict[str, int] = {}
    for place, depth in pages.public.depth.items():
        if 'id="answer"' in pages.public.html[place]:
            answers.setdefault(place.partition("?")[0], depth)
    forms = {
        place.partition("?")[0]: depth + 1
        for place, depth in pages.public.depth.items()
        if re.fullmatch(r"/s/\w+/\w+", place)
    }
    assert answers
    assert len(forms) > 10
    assert max(answers.values()) <= MOST_TAPS
    assert max(forms.values()) <= MOST_TAPS


def test_no_link_is_dead(pages: Pages) -> None:
    # A page that asks a stranger to sign in is there.
    for walk, asks_to_sign_in in ((pages.public, {401}), (pages.official, set())):
        dead = {
            place: status
            for place, status in walk.status.items()
            if status >= 400 and status not in asks_to_sign_in
        }
        assert not dead


def test_every_address_was_visited(pages: Pages) -> None:
    from django.urls import URLPattern, resolve

    from ieum.hub.accounts import urls as accounts
    from ieum.hub.doors import ask
    from ieum.hub.doors.pages import urls

    visited = {
        resolve(place.partition("?")[0]).url_name
        for place, _own in pages.all()
        if place not in ("/nowhere",)
    }
    patterns = [*urls.urlpatterns, *accounts.urlpatterns, *ask.urlpatterns]
    named = {str(one.name) for one in patterns if isinstance(one, URLPattern)}
    assert named - visited == WITHOUT_PAGE


def test_the_pages_of_an_office_at_work_are_among_them(pages: Pages) -> None:
    seen = {place.partition("?")[0] for place, own in pages.all() if own and "?" in place}
    at_work = {"statements", "review", "tasks", "task", "report", "move_deadline"}
    assert {f"/s/programme/{tool}" for tool in at_work} <= seen
