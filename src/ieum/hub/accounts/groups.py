"""Which groups an account is in, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import Group

from ieum.hub.accounts.models import ADMINISTRATORS, User


def be_in_groups(user: User, membership: Mapping[str, bool]) -> None:
    """Put an account into the groups that map to true and out of those that map to false.

    Administrators may enter the administration pages and change everything there.
    """
    for name, member in membership.items():
        group = Group.objects.get_or_create(name=name)[0]
        if member:
            user.groups.add(group)
        else:
            user.groups.remove(group)
    if ADMINISTRATORS in membership:
        user.is_staff = user.is_superuser = membership[ADMINISTRATORS]
        user.save(update_fields=["is_staff", "is_superuser"])
