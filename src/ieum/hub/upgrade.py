"""Brings a hub's rows up to the release that runs."""

from __future__ import annotations

import logging
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.migrations import Migration

#: Held in PostgreSQL while steps are taken: an arbitrary number that nothing else of ours uses.
UPGRADE_LOCK = 0x1E0_0001

logger = logging.getLogger("ieum.upgrade")


def unapplied() -> list[str]:
    """The steps of the database that wait to be taken, such as ``accounts.0001_initial``."""
    return [f"{migration.app_label}.{migration.name}" for migration in _waiting()]


def _waiting() -> list[Migration]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [migration for migration, _backwards in plan]


def upgrade() -> list[str]:
    """Take every step that waits and load built-in data; says which steps were taken."""
    from django.db import connections

    steps = take_steps() if unapplied() else []
    for module in built_in_modules():
        try:
            import_module(module).load()
        except Exception:  # One service's data must not keep the hub from starting.
            logger.exception("%s could not be loaded", module)
            connections.close_all()
    return steps


def take_steps() -> list[str]:
    """Take every step that waits, all of them or none; says which.

    A step and the note that it was taken are two writes, so a disk that fills up or a machine that
    stops between them would leave a database that no release can bring up to date. Whoever comes
    second, when two processes start at once, finds nothing left to do.
    """
    from django.db import connection, transaction

    if not all(migration.atomic for migration in _waiting()):
        # Such a step refuses to be a part of a transaction.
        steps = unapplied()
        migrate()
        return steps
    # SQLite cannot turn its checks off inside a transaction; they are made up for at its end.
    with connection.constraint_checks_disabled(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [UPGRADE_LOCK])
        steps = unapplied()
        if steps:
            migrate()
        connection.check_constraints()
    return steps


def migrate() -> None:
    """Take every step that waits, each by itself."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def upgrade_apart() -> list[str]:
    """``upgrade`` in a process of its own.

    Loading data may need hundreds of megabytes (a model of the language, say), which the process
    that goes on to serve would never give back. Must be called before there are threads.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        return pool.submit(upgrade).result()


def built_in_modules() -> list[str]:
    """Each app's module ``built_in``, whose ``load`` puts in the data it ships, however often."""
    from django.apps import apps

    names = [f"{app.name}.built_in" for app in apps.get_app_configs()]
    return [name for name in names if name.startswith("ieum.") and find_spec(name)]
