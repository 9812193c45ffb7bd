"""The product's settings as tests want them: quick to hash, mail kept in memory, files without manifest."""

import os
import tempfile

os.environ.setdefault("SCHUIFAAN_PLAIN_HTTP", "1")
os.environ.setdefault("SCHUIFAAN_VAR", tempfile.mkdtemp(prefix="schuifaan-test-"))

from schuifaan.project.settings import *  # noqa: F403
from schuifaan.project.settings import DATABASES, STORAGES, VAR_DIR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MEDIA_ROOT = VAR_DIR / "media"
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, so that two threads in a race test are two connections, as in life.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
# What a worker would do later is done at once.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}
LOGGING = {"version": 1, "disable_existing_loggers": False}
