"""What acting tools did, so that a repeated call does nothing twice."""

from __future__ import annotations

from django.db import models


class Act(models.Model):
    """One act: who, with which tool and which arguments, and the answer that was given."""

    tool = models.CharField(max_length=200)
    caller = models.BigIntegerField()
    key = models.CharField(max_length=200)
    #: SHA-256 of the arguments as canonical JSON: the same key must not mean two things.
    digest = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    done_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tool", "caller", "key"], name="one_act_a_key"),
        )

    def __str__(self) -> str:
        return f"{self.tool} {self.key}"
