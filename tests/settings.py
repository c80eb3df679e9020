"""The service's settings, in a home of this process's own that is gone when it ends."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="tilts-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("TILTS_") and name != "TILTS_KEYS_URL"]:
    del os.environ[name]  # what a developer has set for themselves stays out of the tests
os.environ["TILTS_HOME"] = _home

from tilts.settings import *  # noqa: E402, F403 - the home must be known before they load
from tilts.settings import DATABASES  # noqa: E402 - the same

for database in DATABASES.values():
    if "sqlite" in database["ENGINE"]:
        # A file as in production: threads wait for each other, which they do not in memory.
        database["TEST"] = {"NAME": f"{database['NAME']}.test"}

# A static file is looked for when it is asked for: each test's browser would look at all of them.
WHITENOISE_AUTOREFRESH = True
