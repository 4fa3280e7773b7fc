"""The door of the web server."""

from __future__ import annotations

import os
import sys

from django.core import checks
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

if trouble := checks.run_checks(tags=["demo", "brand"]):
    sys.exit("\n".join(f"{message.id}: {message.msg}" for message in trouble))
