"""Settings of the tests: the portal's own, without HTTPS, slow passwords and lasting files."""

import os
from tempfile import TemporaryDirectory

# Said before the settings are read: the same with and without the file that `make demo` leaves behind.
os.environ["PORTAL_HTTPS"] = "off"

from unpog_portal.settings import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["*"]

PORTAL_REQUIRE_SECOND_FACTOR = False
# No test starts a process that outlives it, or waits between letters.
PORTAL_DETACHED = False
PORTAL_LETTER_PAUSE = 0
PORTAL_LETTER_RETRY_SECONDS = 0
PORTAL_ADDRESS = "https://portal.example.org"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

_media = TemporaryDirectory(prefix="portal-test-media-")
MEDIA_ROOT = _media.name
STORAGES |= {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
# Static files are read where they lie; nothing has to be collected first.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
