"""Which services an operator switched off; a service without a row is on."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Switch(models.Model):
    """The state an operator gave a service, and who gave it when."""

    service = models.CharField(max_length=100, unique=True)
    off = models.BooleanField()
    changed_at = models.DateTimeField(auto_now=True)
    #: Empty when it was switched on the command line.
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.service} {'off' if self.off else 'on'}"
