"""The page of an account's access keys: make one, see what they are for, end one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from ieum.hub.accounts import access_keys
from ieum.hub.accounts.caller import caller_of
from ieum.hub.accounts.models import KeyScope, User
from ieum.hub.doors.pages.view import Crumb, page
from ieum.hub.language_choice import language_of
from ieum.kernel.errors import NotSignedIn
from ieum.kernel.messages import _


@page("GET", "HEAD", "POST")
def keys(request: HttpRequest) -> HttpResponse:
    """The keys of the account; with POST, one more, which is shown this once."""
    account = _account(request)
    if request.method != "POST":
        return _drawn(request, account)
    wish = {
        "name": request.POST.get("name", ""),
        "scope": request.POST.get("scope", KeyScope.READ),
        "days": _whole(request.POST.get("days", "")),
    }
    try:
        key = access_keys.make_key(account, **wish)
    except access_keys.WrongKeyWish as problem:
        return _drawn(request, account, wish, problem=problem, status=problem.status)
    return _drawn(request, account, key=key)


@page("POST")
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End one of the account's keys."""
    access_keys.end_key(number, _account(request))
    return HttpResponseRedirect("/account/keys", status=303)


def _drawn(
    request: HttpRequest,
    account: User,
    wish: dict[str, Any] | None = None,
    *,
    key: str = "",
    problem: access_keys.WrongKeyWish | None = None,
    status: int = 200,
) -> HttpResponse:
    language = language_of(request)
    response = render(
        request,
        "pages/keys.html",
        {
            "keys": account.access_keys.all(),
            "key": key,
            "wrong": problem.message.text(language) if problem else "",
            "wish": wish or {"name": "", "scope": KeyScope.READ, "days": 90},
            "days": access_keys.DAYS,
            "origin": request.build_absolute_uri("/").rstrip("/"),
            "crumbs": [Crumb(_("내 계정").text(language), "/account")],
        },
        status=status,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _account(request: HttpRequest) -> User:
    if not caller_of(request).signed_in or not isinstance(request.user, User):
        raise NotSignedIn(_("접근 키를 만들려면 로그인해 주세요."))
    return request.user


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
