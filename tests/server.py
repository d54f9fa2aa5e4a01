"""Loaded before Django: where the tests find PostgreSQL.

`make test` uses an embedded server of its own; with DATABASE_URL and DATABASE_OWNER_URL it uses
that server instead, whose owner must be allowed to create databases.
"""

import atexit
import os
from pathlib import Path

from banenbrug.engine.embedded import join

HOME = Path(__file__).parents[1] / "var" / "test"
os.environ.setdefault("BANENBRUG_HOME", str(HOME))
os.environ.setdefault(
    "BANENBRUG_SECRET_KEY", "a-secret-for-tests-only-and-long-enough-for-the-check"
)
os.environ["DJANGO_SETTINGS_MODULE"] = "banenbrug.settings"

# whitenoise warns about a missing folder, and warnings are errors here.
(Path(os.environ["BANENBRUG_HOME"]) / "static").mkdir(parents=True, exist_ok=True)

if not os.environ.get("DATABASE_URL"):
    _server = join(HOME, durable=False)
    atexit.register(_server.leave)
    os.environ["DATABASE_URL"] = _server.url("application")
    os.environ["DATABASE_OWNER_URL"] = _server.url("owner")
