"""Whose data the tables of the libraries hold. Fields that are not named here are technical."""

from typing import Any

from .whose import STAFF, Regime, WhoseData, technical

SIGN_IN: dict[str, Any] = {
    "controller": "agency",
    "regime": Regime.GDPR,
    "purpose": "let staff sign in safely",
    "subjects": STAFF,
}
ACCOUNT = WhoseData(**SIGN_IN, retention="staff")
TRACES = "username ip_address user_agent http_accept path_info"
TRACE = WhoseData(**SIGN_IN, retention="session", ordinary=TRACES)
DJANGO = technical("Django's own; Tilts keeps nothing in it", "")

FOREIGN: dict[str, WhoseData] = {
    "account.EmailAddress": WhoseData(**SIGN_IN, retention="staff", ordinary="email"),
    "account.EmailConfirmation": ACCOUNT,
    "auth.Group": DJANGO,
    "auth.Group_permissions": DJANGO,
    "auth.Permission": DJANGO,
    "axes.AccessAttempt": WhoseData(
        **SIGN_IN, retention="session", ordinary=f"{TRACES} get_data post_data"
    ),
    "axes.AccessAttemptExpiration": technical("end a lock-out", ""),
    "axes.AccessFailureLog": TRACE,
    "axes.AccessLog": TRACE,
    "contenttypes.ContentType": DJANGO,
    "django_tasks_database.DBTaskResult": technical("work to do; its arguments are ids", ""),
    "mfa.Authenticator": WhoseData(**SIGN_IN, retention="staff", ordinary="data"),
    "sessions.Session": WhoseData(**SIGN_IN, retention="session", ordinary="session_data"),
    "socialaccount.SocialAccount": WhoseData(
        **SIGN_IN, retention="staff", ordinary="uid extra_data"
    ),
    "socialaccount.SocialApp": technical("name the OpenID Connect provider", ""),
    "socialaccount.SocialToken": WhoseData(
        **SIGN_IN, retention="session", ordinary="token token_secret"
    ),
}
