from django.apps import AppConfig


class CompetenceConfig(AppConfig):
    name = "tilts.workforce.competence"
