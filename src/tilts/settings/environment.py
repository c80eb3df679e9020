"""What the environment may say. docs/settings.md is generated from this table."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Variable:
    """One environment variable: its name, its default in words, and what it does."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable("TILTS_HOME", "./var", "folder of everything the service writes"),
    Variable("DATABASE_URL", "SQLite in TILTS_HOME", "the database"),
    Variable("TILTS_KEYS_URL", "SQLite in TILTS_HOME/keys", "the key store, never in a backup"),
    Variable("TILTS_HOSTS", "localhost,127.0.0.1,[::1]", "host names served, comma-separated"),
    Variable("TILTS_HTTPS", "no", "yes behind a TLS proxy: secure cookies and HSTS"),
    Variable("TILTS_DEMO", "no", "yes: one click becomes any role; fictional data only"),
    Variable("TILTS_IDLE_MINUTES", "15", "signs out a computer left alone"),
    Variable("TILTS_SEAL_LOG", "TILTS_HOME/seals/head.log", "where the head of the chain is kept"),
    Variable(
        "EMAIL_URL", "files in TILTS_HOME/mail", "smtp://user:password@host:port; smtp+tls, smtps"
    ),
    Variable("TILTS_MAIL_FROM", "tilts@localhost", "sender of e-mails"),
    Variable("TILTS_SIGNING_CERTIFICATE", "none", "PKCS#12 file that documents are signed with"),
    Variable("TILTS_SIGNING_PASSWORD", "none", "its password"),
    Variable("TILTS_SIGNING_AUTHORITIES", "none", "PEM file of authorities that are believed"),
    Variable("TILTS_TIMESTAMP_URL", "none", "timestamp service (RFC 3161) for signatures"),
    Variable("TILTS_SCANNER", "none", "clamd that scans uploads: tcp://host:3310 or unix:///path"),
    Variable("TILTS_TEXT_URL", "none", "gateway for text messages, see notices.md"),
    Variable("TILTS_TEXT_TOKEN", "none", "bearer token for it"),
    Variable("TILTS_OIDC_URL", "none", "issuer of an OpenID Connect provider"),
    Variable("TILTS_OIDC_CLIENT", "none", "client identifier there"),
    Variable("TILTS_OIDC_SECRET", "none", "client secret there"),
    Variable("TILTS_OIDC_NAME", "OpenID Connect", "its name on the sign-in page"),
)


YES, NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0", "")


def text(name: str, default: str = "") -> str:
    """Value of a variable named in VARIABLES."""
    if name not in {v.name for v in VARIABLES}:
        raise KeyError(name)
    return os.environ.get(name, default)


class WrongVariable(ImproperlyConfigured):
    """A variable has a value with which the service cannot start; it may hold a password."""

    def __init__(self, name: str, remedy: str) -> None:
        super().__init__(f"{name} has a value that nobody understands: {remedy}")


def flag(name: str) -> bool:
    """True for yes, true, on or 1; False for no, false, off, 0 or nothing."""
    value = text(name).lower()
    if value not in {*YES, *NO}:
        raise WrongVariable(name, "write yes or no.")
    return value in YES


def number(name: str, default: int) -> int:
    """A whole number above nought."""
    value = text(name, str(default))
    if not (value.isdecimal() and int(value)):
        raise WrongVariable(name, "write a whole number, such as 15.")
    return int(value)


def address(name: str) -> str:
    """An http or https address without a password in it; empty for none."""
    value = text(name)
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.username):
        raise WrongVariable(name, "write https:// and the address.")
    return value


def home() -> Path:
    """Folder of everything the service writes; made on first use, for its owner only."""
    folder = Path(text("TILTS_HOME", "var")).resolve()
    (folder / "keys").mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret(name: str) -> str:
    """A secret kept in TILTS_HOME/keys, made on first use and readable by its owner only."""
    path = home() / "keys" / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
    return path.read_text().strip()
