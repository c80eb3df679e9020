"""Settings for this room alone: no other room is needed to look at it or to test it."""

DEBUG = True
SECRET_KEY = "only-for-the-style-page"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "tilts.platform.design",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
ROOT_URLCONF = "tilts.platform.design.tests.urls"
FORM_RENDERER = "tilts.platform.design.forms.TiltsRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["tilts.platform.design.templatetags.design"],
        },
    }
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("lv", "Latviešu"), ("lt", "Lietuvių"), ("ru", "Русский")]
USE_TZ = True
TIME_ZONE = "Europe/Riga"
STATIC_URL = "/static/"
