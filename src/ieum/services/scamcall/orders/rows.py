"""Orders in rows."""

from __future__ import annotations

from django.db import models

from ieum.services.scamcall.identifiers.rows import Subject


class Order(models.Model):
    """One order, from request to its end. Live ones are the list that subscribers act on."""

    reference = models.CharField(max_length=20, unique=True)
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="orders")
    holder = models.PositiveIntegerField()
    action = models.CharField(max_length=12)
    basis = models.CharField(max_length=300)
    evidence = models.JSONField()
    confidence = models.PositiveSmallIntegerField()
    requester = models.CharField(max_length=100)
    approver = models.CharField(max_length=100, blank=True)
    rule = models.CharField(max_length=60, blank=True)
    scope = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    notice = models.TextField()
    appeal = models.CharField(max_length=300)
    state = models.CharField(max_length=10)
    #: The subject's revision at the last change.
    revision = models.BigIntegerField(default=0)
    #: After a partial release: what stays frozen.
    kept_won = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    #: Why it ended: ``expired``, ``objection OB…``, ``kill switch rule phone-block``.
    end_reason = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["state", "expires_at"], name="orders_to_expire"),
            models.Index(fields=["subject", "state"], name="orders_of_subject"),
            models.Index(fields=["rule", "-created_at"], name="orders_of_rule"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["subject", "action"],
                condition=models.Q(state__in=["pending", "live"]),
                name="one_open_order_an_action",
            ),
        )

    def __str__(self) -> str:
        return self.reference
