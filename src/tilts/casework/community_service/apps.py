from django.apps import AppConfig


class CommunityServiceConfig(AppConfig):
    name = "tilts.casework.community_service"

    def ready(self) -> None:
        """Community service follows deaths and new officers."""
        from . import handlers  # noqa: F401 - importing them connects the receivers
