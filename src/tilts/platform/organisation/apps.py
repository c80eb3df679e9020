from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "tilts.platform.organisation"
