"""Keys live in a database of their own, which no backup contains."""

from django.db.models import Model

KEY_STORE = "keys"


class KeyStoreRouter:
    """Sends SubjectKey to the key store and everything else away from it."""

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        return KEY_STORE if model._meta.label_lower == "record.subjectkey" else "default"

    db_for_write = db_for_read

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: object
    ) -> bool:
        is_key = (app_label, model_name) == ("record", "subjectkey")
        return is_key == (db == KEY_STORE)
