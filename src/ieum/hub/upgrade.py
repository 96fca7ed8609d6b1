"""Brings a hub's rows up to the release that runs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module


def unapplied() -> list[str]:
    """The steps of the database that wait to be taken, such as ``accounts.0001_initial``."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def upgrade() -> list[str]:
    """Take every step that waits and load built-in data; says which steps were taken."""
    from django.core.management import call_command

    steps = unapplied()
    if steps:
        call_command("migrate", interactive=False, verbosity=0)
    for load in built_in_loaders():
        load()
    return steps


def built_in_loaders() -> Iterator:
    """``load`` of each app's module ``built_in``: puts in the data it ships; may run many times."""
    from importlib.util import find_spec

    from django.apps import apps

    for app in apps.get_app_configs():
        if app.name.startswith("ieum.") and find_spec(f"{app.name}.built_in"):
            yield import_module(f"{app.name}.built_in").load
