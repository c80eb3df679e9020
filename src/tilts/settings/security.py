"""Sign-in, sessions and headers."""

from typing import Any

from . import environment as env

AUTH_USER_MODEL = "organisation.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the service, with a known address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_ADAPTER = "tilts.doors.web.signin.adapters.AccountAdapter"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second factor is told by e-mail
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # and nothing is ever mailed to strangers
# Codes of second factors; passwords are shut earlier, and for every process, by axes.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/300s/key"}
MFA_ADAPTER = "tilts.doors.web.signin.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tilts"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off (RFC 6238, section 5.2)

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "tilts.doors.web.signin.lockout.attempted_email"
AXES_LOCKOUT_CALLABLE = "tilts.doors.web.signin.lockout.locked_out"

HTTPS = env.flag("TILTS_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
IDLE_MINUTES = env.number("TILTS_IDLE_MINUTES", 15)
SESSION_COOKIE_AGE = IDLE_MINUTES * 60 + 60  # the browser tells of activity once a minute
SESSION_SAVE_EVERY_REQUEST = True
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_FAILURE_VIEW = "tilts.doors.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"


def oidc_provider(url: str, client: str, secret: str, name: str) -> dict[str, Any]:
    """allauth's settings for one OpenID Connect provider; none without a URL."""
    if not url:
        return {}
    app = {
        "provider_id": "oidc",
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": url},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = oidc_provider(
    env.text("TILTS_OIDC_URL"),
    env.text("TILTS_OIDC_CLIENT"),
    env.text("TILTS_OIDC_SECRET"),
    env.text("TILTS_OIDC_NAME", "OpenID Connect"),
)
SOCIALACCOUNT_ADAPTER = "tilts.doors.web.signin.adapters.SocialAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: form-action 'self' would stop the way to the provider
