"""Settings of the tests: the product's own, with quick passwords and work done at once."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DEMO", "yes")
if os.environ.get("PG"):
    os.environ["DATABASE_URL"] = f"postgresql://postgres@/postgres?host={os.environ['PG']}"

from config.settings import *  # noqa: F403

VAR_DIR = Path(tempfile.mkdtemp(prefix="golden-thread-test-"))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, not memory: the browser's server and the test are two connections.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}  # noqa: F405
