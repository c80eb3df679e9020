"""What the web keeps for itself: text that was typed and not sent."""

from uuid import UUID

from django.conf import settings
from django.db import models

from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData


class Draft(models.Model):
    """The fields of a form as somebody left them. Not yet part of the record, so not recorded."""

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="give back what was typed when an idle computer was signed out",
        subjects=(*IN_PROCEEDINGS, "staff"),
        retention="seven days",
        about="account.staff_id",
        technical="id account path name saved_at",
        special="sealed",
    )

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    path = models.CharField(max_length=300)
    name = models.CharField(max_length=60, blank=True)  # where a page has several forms
    sealed = models.TextField()  # the values as JSON, encrypted
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "path", "name"], name="one_draft_a_form")
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """What the browser calls the form: the page's path, and `#name` for a named form."""
        return f"{self.path}#{self.name}" if self.name else self.path

    @property
    def staff_id(self) -> UUID:
        """Who typed it."""
        staff: UUID = self.account.staff_id
        return staff
