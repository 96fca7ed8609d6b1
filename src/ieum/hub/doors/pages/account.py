"""The page of one's own account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ieum.hub.accounts.caller import caller_of
from ieum.hub.doors.pages.view import page
from ieum.kernel.errors import NotSignedIn
from ieum.kernel.messages import _


@page("GET", "HEAD")
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and what can be changed."""
    if not caller_of(request).signed_in:
        raise NotSignedIn(_("계정을 보려면 로그인해 주세요."))
    return render(request, "pages/account.html")
