from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_the_migrations_hold_all_that_the_models_say() -> None:
    call_command("makemigrations", "programme", "--check", "--dry-run", stdout=StringIO())
