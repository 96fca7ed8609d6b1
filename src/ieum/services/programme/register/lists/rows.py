"""The amounts that count, laid out so that sums over a hundred thousand programmes are quick."""

from __future__ import annotations

from django.db import models

from ieum.services.programme.register.rows import Programme, Statement


class ProgrammeAmount(models.Model):
    """An amount that counts now, with what sums group by; only ``register/lists/store.py`` writes it."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="amounts")
    statement = models.OneToOneField(Statement, on_delete=models.CASCADE, related_name="amount")
    basis = models.CharField(max_length=10)
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    won = models.BigIntegerField()
    qualifier = models.CharField(max_length=20)
    is_settled = models.BooleanField()
    #: The amount for the same time of the nearest programme that this one is a part of.
    held_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="holds")
    lead = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20)
    #: The names of its regions, joined by a middle dot: an amount for two regions is not divided.
    regions = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (
            # All that sums read: a sum of a year then never looks at the rows themselves.
            models.Index(
                fields=(
                    "basis",
                    "first_year",
                    "last_year",
                    "held_by",
                    "lead",
                    "regions",
                    "area",
                    "kind",
                    "qualifier",
                    "is_settled",
                    "won",
                ),
                name="amount_sums",
            ),
            models.Index(fields=("basis", "-won"), name="amount_largest"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.won}"
