"""The hub as a plain WSGI application: everything but ``/mcp``."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ieum.hub.settings")

from django.core.wsgi import get_wsgi_application

from ieum.hub.static_files import with_static_files

application = with_static_files(get_wsgi_application())
