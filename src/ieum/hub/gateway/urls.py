"""Addresses of the gateway."""

from __future__ import annotations

from django.urls import path

from ieum.hub.gateway import views

urlpatterns = [
    path("v1/chat/completions", views.chat_completions, name="gateway-chat"),
    path("v1/models", views.models, name="gateway-models"),
]
