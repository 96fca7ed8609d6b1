"""That a hub shows a simulated country, in rows."""

from __future__ import annotations

from django.db import models


class SimulatedCountry(models.Model):
    """A country that was simulated on this hub. Where there is one, everything here is a sample."""

    seed = models.PositiveIntegerField()
    days = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField(auto_now_add=True)
    #: Until when it goes on beside the requests.
    lives_until = models.DateTimeField()
    signals_a_minute = models.PositiveSmallIntegerField()
    #: While a process lets it go on, no other does.
    lease_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"seed {self.seed}"
