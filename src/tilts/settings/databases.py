"""The two databases: the service's own, and the key store beside it."""

from pathlib import Path
from typing import Any

import dj_database_url

from . import environment as env

# IMMEDIATE: a deferred writer that finds another one fails at once instead of waiting.
# recursive_triggers: without it INSERT OR REPLACE slips past append-only triggers.
# secure_delete: what was deleted, of somebody erased or of their key, is overwritten on disk.
# mmap_size: the most that SQLite takes; a million people fill more than one gigabyte.
SQLITE_OPTIONS = {
    "timeout": 30,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
        "PRAGMA secure_delete=ON; PRAGMA cache_size=-65536; PRAGMA mmap_size=2147418112;"
    ),
}

# Who may be seen is one long condition: compiling it may take a minute, running it 3 ms.
POSTGRESQL_SETTINGS = "-c jit=off"

SCHEMES = ("sqlite", "postgres", "postgresql")


def database(variable: str, default: Path) -> dict[str, Any]:
    """One entry of DATABASES from the URL in a variable, or from the SQLite file `default`."""
    url = env.text(variable) or f"sqlite:///{default}"
    if url.partition(":")[0] not in SCHEMES:
        raise env.WrongVariable(variable, "write postgresql://… or sqlite:///… and the path.")
    config: dict[str, Any] = dict(dj_database_url.parse(url))
    if "sqlite" in config["ENGINE"]:
        config["OPTIONS"] = {**config.get("OPTIONS", {}), **SQLITE_OPTIONS}
        # Threads of a test wait for each other in a file, and fail in a database in memory.
        config["TEST"] = {"NAME": str(default.with_name(f"test-{default.name}"))}
    else:
        own = config.get("OPTIONS", {})
        told = f"{POSTGRESQL_SETTINGS} {own.get('options', '')}".strip()  # what the URL says wins
        config["OPTIONS"] = {**own, "options": told}
        config["CONN_MAX_AGE"] = 600
    return config


def databases() -> dict[str, dict[str, Any]]:
    """The service's database and the key store, which no backup contains."""
    home = env.home()
    return {
        "default": database("DATABASE_URL", home / "tilts.sqlite3"),
        "keys": database("TILTS_KEYS_URL", home / "keys" / "keys.sqlite3"),
    }
