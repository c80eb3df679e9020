"""Django settings, from the environment. Every variable is listed in environment.py."""

from pathlib import Path
from typing import Any

from . import environment as env
from .databases import databases
from .security import *  # noqa: F403 - settings modules are composed by name

PACKAGE = Path(__file__).parent.parent
HOME = env.home()
SECRET_KEY = env.secret("session")
DEMO = env.flag("TILTS_DEMO")
ALLOWED_HOSTS = env.text("TILTS_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

ROOMS = [
    "tilts.platform.design",
    "tilts.platform.parties",
    "tilts.platform.record",
    "tilts.platform.access",
    "tilts.platform.organisation",
    "tilts.platform.erasure",
    "tilts.platform.workflow",
    "tilts.platform.notices",
    "tilts.platform.documents",
    "tilts.platform.forms",
    "tilts.platform.gatherings",
    "tilts.casework.people",
    "tilts.casework.proceedings",
    "tilts.casework.allocation",
    "tilts.casework.assessment",
    "tilts.casework.assessment.forecasts",
    "tilts.casework.plans",
    "tilts.casework.programmes",
    "tilts.casework.supervision",
    "tilts.casework.protocols",
    "tilts.casework.visits",
    "tilts.casework.court_reports",
    "tilts.casework.meetings",
    "tilts.casework.community_service",
    "tilts.workforce.competence",
    "tilts.workforce.quality",
    "tilts.insight.statistics",
    "tilts.insight.adoption",
    "tilts.doors.web",
    "tilts.doors.api",
    "tilts.doors.demo",
]
INSTALLED_APPS = [
    *ROOMS,  # first: their templates dress those of allauth
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "ninja",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tilts.doors.web.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tilts.doors.web.signin.idle.IdleMiddleware",
    "tilts.platform.organisation.middleware.ActorMiddleware",
    "tilts.doors.web.drafts.middleware.DraftMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tilts.doors.web.urls"
WSGI_APPLICATION = "tilts.doors.web.wsgi.application"
FORM_RENDERER = "tilts.platform.design.forms.TiltsRenderer"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tilts.doors.web.context.shell",
            ],
            "builtins": ["tilts.platform.design.templatetags.design"],
        },
    }
]

DATABASES = databases()
DATABASE_ROUTERS = ["tilts.platform.record.router.KeyStoreRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("lv", "Latviešu"), ("lt", "Lietuvių"), ("ru", "Русский")]
STAFF_LANGUAGES = ("en", "lv", "lt")
LOCALE_PATHS = [PACKAGE / "platform" / "design" / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Riga"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns of a folder that is not there
WHITENOISE_USE_FINDERS = True

if env.text("EMAIL_URL"):
    from .mail import *  # noqa: F403 - settings modules are composed by name
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "mail"
TEXT_URL, TEXT_TOKEN = env.address("TILTS_TEXT_URL"), env.text("TILTS_TEXT_TOKEN")
DEFAULT_FROM_EMAIL = env.text("TILTS_MAIL_FROM", "tilts@localhost")

RECORD_MASTER_KEY = bytes.fromhex(env.secret("master"))  # wraps the subjects' keys
RECORD_WRITER_KEY = bytes.fromhex(env.secret("writer"))  # signs what the record says
RECORD_SEAL_LOG = Path(env.text("TILTS_SEAL_LOG") or HOME / "seals" / "head.log")
SCANNER = env.text("TILTS_SCANNER")
SIGNING_CERTIFICATE = env.text("TILTS_SIGNING_CERTIFICATE")
SIGNING_PASSWORD = env.text("TILTS_SIGNING_PASSWORD")
SIGNING_AUTHORITIES = env.text("TILTS_SIGNING_AUTHORITIES")
TIMESTAMP_URL = env.text("TILTS_TIMESTAMP_URL")
PACKS = HOME / "jurisdictions"  # overlays the shipped country packs
