from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tilts.casework.people"
