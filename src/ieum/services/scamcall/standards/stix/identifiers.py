"""Ids of STIX objects that stay the same whenever and by whichever process they are made."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from uuid import UUID

#: The type of observable that stands for a phone line, an account, a link or an app.
SUBJECT = "x-ieum-subject"
SUBJECT_EXTENSION = "extension-definition--6c1d6f0e-5a53-4b6e-9f83-0c8a4be5c7d1"
ORDER_EXTENSION = "extension-definition--b0a4a2a3-2f0b-4f5d-8f6a-3a9b1a7c2e64"
SIGNAL_EXTENSION = "extension-definition--d96f3f57-8c3e-4f0e-a4c2-7b1f0f2e9a05"


@dataclass(frozen=True, slots=True)
class Ids:
    """Makes the ids of one hub; its key keeps them apart from those of other hubs.

    They have the form of random ones (UUID version 4), which STIX asks for but for the observables
    that it defines itself, and without the key are as good as random.
    """

    key: bytes = field(repr=False)

    def of(self, type: str, *names: object) -> str:
        """The id of the object of a type that has these names."""
        digest = hmac.digest(self.key, "\0".join(map(str, (type, *names))).encode(), "sha256")
        return f"{type}--{UUID(bytes=digest[:16], version=4)}"

    def identity(self, party: str) -> str:
        """The id of a party."""
        return self.of("identity", party)

    def subject(self, pseudonym: str) -> str:
        """The id of the observable of a pseudonym."""
        return self.of(SUBJECT, pseudonym)
