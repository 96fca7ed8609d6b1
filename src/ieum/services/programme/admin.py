"""Organisations and memberships in the administration pages; the history of tasks, to read only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ieum.services.programme.decisions.rows import Decision, Membership, Task, TaskEvent
from ieum.services.programme.register.rows import Organisation


class MembershipInline(admin.TabularInline):
    """Who holds which role at an organisation."""

    model = Membership
    extra = 0
    fields = ("account", "role", "region")


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    """Register organisations, put them under each other, and give accounts their roles."""

    list_display = ("name", "name_en", "kind", "region", "parent")
    search_fields = ("name", "name_en")
    list_filter = ("kind",)
    inlines = (MembershipInline,)


class Unchanging(admin.ModelAdmin):
    """Rows that only the lifecycle writes: here they can be looked at and nothing else."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds one here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes one here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes one here."""
        return False


@admin.register(Decision)
class DecisionAdmin(Unchanging):
    """Decisions on record."""

    list_display = ("title", "organisation", "meeting", "decided_on")
    search_fields = ("title", "meeting")


@admin.register(Task)
class TaskAdmin(Unchanging):
    """Tasks as they stand."""

    list_display = ("title", "state", "deadline", "first_deadline", "authority", "signal")
    list_filter = ("state", "signal")
    search_fields = ("title",)


@admin.register(TaskEvent)
class TaskEventAdmin(Unchanging):
    """Everything that happened to tasks."""

    list_display = ("at", "task", "kind", "by_name", "state")
    list_filter = ("kind",)
