"""The exchange as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class Exchange(AppConfig):
    """Rows of everything between organisations: parties, agreements, events, the ledger."""

    name = "ieum.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
