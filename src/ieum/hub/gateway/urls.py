"""Addresses of the gateway. What answers them is loaded with the first request, client and all."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


def _loaded_when_asked(name: str) -> Callable[[HttpRequest], HttpResponseBase]:
    # A browser sends the session cookie along with JSON from elsewhere only after asking (CORS),
    # which the hub refuses; the view demands the content type.
    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = getattr(import_module("ieum.hub.gateway.views"), name)(request)
        return response

    return view


urlpatterns = [
    path("v1/chat/completions", _loaded_when_asked("chat_completions"), name="gateway-chat"),
    path("v1/models", _loaded_when_asked("models"), name="gateway-models"),
]
