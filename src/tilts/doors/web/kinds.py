"""What each kind of act is called; a test fails when an action writes one that is not here."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Text

KINDS: dict[str, Text] = {
    "access.bar": _("Barred from a case"),
    "access.break_glass": _("Broke the glass"),
    "access.lift_bar": _("Lifted a bar"),
    "access.review_glass": _("Reviewed a broken glass"),
    "people.add_code": _("Added a code"),
    "people.add_detail": _("Added an address, contact or relation"),
    "people.add_name": _("Added a name"),
    "people.correct": _("Corrected the identity"),
    "people.end_fact": _("Ended a fact"),
    "people.keep_apart": _("Decided that two records are different people"),
    "people.mark_entered_in_error": _("Marked as entered in error"),
    "people.merge": _("Merged two records"),
    "people.note_death": _("Noted a death"),
    "people.register": _("Registered"),
    "people.set_alert": _("Set an alert"),
    "people.split": _("Split two records"),
    "supervision.record_contact": _("Recorded a contact"),
    "supervision.withdraw_contact": _("Took back a contact note"),
}


def kind_title(code: str) -> Text:
    """The name of a kind of act."""
    return KINDS.get(code, code)
