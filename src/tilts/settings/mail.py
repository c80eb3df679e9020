"""E-mail through the SMTP server that EMAIL_URL names."""

from urllib.parse import unquote, urlsplit

from . import environment as env

_url = urlsplit(env.text("EMAIL_URL"))
if _url.scheme not in {"smtp", "smtp+tls"}:
    raise env.WrongVariable("EMAIL_URL", "write smtp:// or smtp+tls:// and the mail server.")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _url.hostname or "localhost"
EMAIL_PORT = _url.port or 25
EMAIL_HOST_USER = unquote(_url.username or "")
EMAIL_HOST_PASSWORD = unquote(_url.password or "")
EMAIL_USE_TLS = _url.scheme == "smtp+tls"
EMAIL_TIMEOUT = 20
