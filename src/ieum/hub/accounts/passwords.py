"""How passwords are kept."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with the second recommended choice of RFC 9106 (section 4): 64 MiB, three passes.

    Django's own choice takes 100 MiB a sign-in, too much for small machines with several at once.
    """

    time_cost = 3
    memory_cost = 64 * 1024
    parallelism = 4
