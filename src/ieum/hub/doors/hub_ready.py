"""A hub that can work, for the doors that a person opens without ``ieum up``."""

from __future__ import annotations


def hub_ready() -> None:
    """Start Django; in a new data folder, also make the database."""
    from ieum.hub.django_ready import django_ready

    django_ready()
    from django.db import connection

    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    if "django_migrations" not in tables:
        from ieum.hub.upgrade import upgrade

        upgrade()
