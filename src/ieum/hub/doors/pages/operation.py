"""What runs and how well, the switches of services, and what the language model has used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from ieum.hub.accounts.caller import caller_of
from ieum.hub.doors.pages.state import ServiceState, states
from ieum.hub.doors.pages.view import page
from ieum.hub.gateway import upstream
from ieum.hub.gateway import usage as figures
from ieum.hub.health import Finding, findings
from ieum.hub.switches.state import switch as switch_service
from ieum.kernel.context import Caller
from ieum.kernel.errors import NotAllowed, NotSignedIn
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Words

#: What people call the checks of ``hub/health.py``.
CHECKS: Mapping[str, Message] = {
    "database": _("데이터베이스"),
    "disk": _("디스크"),
    "jobs": _("작업"),
    "services": _("서비스"),
}


@page("GET", "HEAD")
def services(request: HttpRequest) -> HttpResponse:
    """All services; officials see errors and can switch."""
    found = states()
    return render(
        request,
        "pages/services.html",
        {
            "states": found,
            "running": sum(state.is_running for state in found),
            "broken": sum(not state.is_well for state in found),
            "off": sum(state.is_well and state.is_off for state in found),
            "checks": _checks() if caller_of(request).staff else None,
            "here": "services",
        },
    )


def _checks() -> Sequence[tuple[Words, Finding]]:
    """What the hub finds out about itself, by the name of the check."""
    return [(CHECKS.get(name, name), finding) for name, finding in findings().items()]


@page("POST")
def switch(request: HttpRequest, service: str) -> HttpResponse:
    """Switch a service off or on."""
    caller = _official(request)
    ServiceState.of(service)
    switch_service(service, off=request.POST.get("to") == "off", caller=caller)
    return HttpResponseRedirect("/services", status=303)


@page("GET", "HEAD")
def usage(request: HttpRequest) -> HttpResponse:
    """Tokens, cost and budgets by service."""
    _official(request)
    return render(
        request,
        "pages/usage.html",
        {
            "model": upstream.configured(),
            "tables": [
                (_("서비스별"), figures.usage_by_service()),
                (_("쓰는 쪽별"), figures.usage_by_party()),
            ],
            "budgets": figures.budget_states(),
            "here": "usage",
        },
    )


def _official(request: HttpRequest) -> Caller:
    caller = caller_of(request)
    if not caller.signed_in:
        raise NotSignedIn(_("담당자 계정으로 로그인해 주세요."))
    if not caller.staff:
        raise NotAllowed(_("담당자만 쓸 수 있습니다. 관리자에게 권한을 요청해 주세요."))
    return caller
