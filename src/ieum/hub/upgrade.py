"""Brings a hub's rows up to the release that runs."""

from __future__ import annotations

import logging
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context

logger = logging.getLogger("ieum.upgrade")


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
    from django.db import connections

    steps = unapplied()
    if steps:
        call_command("migrate", interactive=False, verbosity=0)
    for module in built_in_modules():
        try:
            import_module(module).load()
        except Exception:  # One service's data must not keep the hub from starting.
            logger.exception("%s could not be loaded", module)
            connections.close_all()
    return steps


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
