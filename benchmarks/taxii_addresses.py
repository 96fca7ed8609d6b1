"""The addresses of a TAXII server over given data: discovery at ``/taxii2/``, its roots beside it."""

from __future__ import annotations

import os

import orjson
from django.http import HttpRequest

from ieum.hub.doors.taxii import addresses, basic_credentials
from ieum.kernel.errors import NotSignedIn
from ieum.kernel.messages import Message
from ieum.services.scamcall.standards.taxii.store import KeptInRows
from ieum.services.scamcall.standards.taxii.values import Backend

#: The user and the password of the recorded requests.
USER = ("u", "p")
_DISCOVERED = orjson.loads(os.environ["TAXII_DISCOVERY"])


def _opened(request: HttpRequest) -> Backend:
    if basic_credentials(request) != USER:
        raise NotSignedIn(Message("Unauthorized Access"))
    return KeptInRows(_DISCOVERED)


urlpatterns = addresses(_opened, "")
