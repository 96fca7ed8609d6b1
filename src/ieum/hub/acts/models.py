"""What acting tools did, so that a repeated call does nothing twice."""

from __future__ import annotations

from django.db import models


class Act(models.Model):
    """One act: who, with which tool and which arguments, and the answer that was given."""

    tool = models.CharField(max_length=200)
    #: The account that acted, 0 for the machine's operator; none for a program of a party.
    caller = models.BigIntegerField(null=True)
    #: The party whose program acted: all its keys are one caller, for a key may be changed between
    #: an act and its repetition. Blank for accounts.
    party = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=200)
    #: SHA-256 of the arguments as canonical JSON: the same key must not mean two things.
    digest = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    #: The act's entry in the ledger, and the salt of what is committed to there; none of a refusal.
    entry = models.UUIDField(null=True)
    salt = models.BinaryField(null=True)
    done_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tool", "caller", "key"], name="one_act_a_key"),
            models.UniqueConstraint(
                fields=["tool", "party", "key"],
                condition=models.Q(caller=None),
                name="one_act_a_key_of_a_party",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tool} {self.key}"
