"""The door of the web server."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from threading import Thread

from django.core import checks
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
import_module("config.urls")  # every page, before the first is asked for

if trouble := checks.run_checks(tags=["demo", "brand"]):
    sys.exit("\n".join(f"{message.id}: {message.msg}" for message in trouble))


def fetch_libraries() -> None:
    """What the first figure, chart and week would else wait for, some seconds each."""
    for library in ("scipy.stats", "statsmodels.stats.proportion", "altair", "vl_convert"):
        import_module(library)
    import_module("goldenthread.performance.queries").prepare_weeks()
    gc.collect()
    gc.freeze()  # all of it stays: a page need not wait while it is looked through for rubbish


Thread(target=fetch_libraries, daemon=True).start()
