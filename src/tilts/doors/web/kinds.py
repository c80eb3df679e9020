"""What acts and looks are called; a test fails when an action writes one that is not here."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.access.reasons import Text
from tilts.platform.record.models import Way

PROTECTED = _("Recorded something protected")  # what it is, the wall keeps

KINDS: dict[str, Text] = {
    "access.bar": _("Barred from a case"),
    "access.break_glass": _("Broke the glass"),
    "access.lift_bar": _("Lifted a bar"),
    "access.review_glass": _("Reviewed a broken glass"),
    "people.add_code": _("Added a code"),
    "people.add_detail": _("Added an address, contact or relation"),
    "people.add_name": _("Added a name"),
    "people.add_victim": PROTECTED,
    "people.correct": _("Corrected the identity"),
    "people.end_fact": _("Ended a fact"),
    "people.keep_apart": _("Decided that two records are different people"),
    "people.mark_entered_in_error": _("Marked as entered in error"),
    "people.merge": _("Merged two records"),
    "people.note_death": _("Noted a death"),
    "people.register": _("Registered"),
    "people.set_alert": pgettext_lazy("done", "Set an alert"),
    "people.set_health_alert": PROTECTED,
    "people.set_category": _("Changed the category"),
    "people.split": _("Split two records"),
    "supervision.record_contact": _("Recorded a contact"),
    "supervision.withdraw_contact": _("Took back a contact note"),
}

WAYS: dict[str, Text] = {
    Way.PAGE: _("Opened a page"),
    Way.SEARCH: _("Found in a search"),
    Way.PRINT: _("Printed or saved a document"),
    Way.EXPORT: _("Took out data"),
    Way.API: _("Read through the API"),
    Way.RECORD: _("Inspected the record"),
}


def kind_title(code: str) -> Text:
    """The name of a kind of act."""
    return KINDS.get(code, code)
