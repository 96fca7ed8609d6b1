"""The app of the notices; when the hub is ready, services tell accounts by its outbox."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Joins what services tell to the outbox."""

    name = "ieum.hub.notices"

    def ready(self) -> None:
        from ieum.hub.notices.outbox import notify_accounts
        from ieum.kernel.notices import tell_by

        tell_by(notify_accounts)
