"""E-mail through the SMTP server that EMAIL_URL names."""

from urllib.parse import unquote, urlsplit

from . import environment as env

_url = urlsplit(env.text("EMAIL_URL"))
if _url.scheme not in {"smtp", "smtp+tls", "smtps"}:
    remedy = "write smtp://, smtp+tls:// or smtps:// and the mail server."
    raise env.WrongVariable("EMAIL_URL", remedy)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _url.hostname or "localhost"
EMAIL_PORT = _url.port or (465 if _url.scheme == "smtps" else 25)
EMAIL_HOST_USER = unquote(_url.username or "")
EMAIL_HOST_PASSWORD = unquote(_url.password or "")
EMAIL_USE_TLS = _url.scheme == "smtp+tls"  # STARTTLS; smtps is encrypted from the first byte
EMAIL_USE_SSL = _url.scheme == "smtps"
EMAIL_TIMEOUT = 20
