from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "tilts.platform.forms"
    label = "tilts_forms"  # django.forms is installed too
