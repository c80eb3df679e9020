"""What acts and fields are called; a test fails when an action writes an unnamed act."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.access.reasons import Text
from tilts.platform.workflow.models import case_models

PROTECTED = _("Recorded something protected")  # what it is, the wall keeps

KINDS: dict[str, Text] = {
    "access.bar": _("Barred from a case"),
    "access.break_glass": _("Broke the glass"),
    "access.lift_bar": _("Lifted a bar"),
    "access.review_glass": _("Reviewed a broken glass"),
    "allocation.allocate": _("Allocated to an officer"),
    "allocation.bulk_reassign": _("Shared out among officers"),
    "allocation.reassign": _("Passed on to another officer"),
    "allocation.take_over": _("Took over from a colleague"),
    "demo.load": _("Loaded the demonstration"),
    "documents.make": _("Made a document"),
    "erasure.approve": _("Approved an erasure"),
    "erasure.certify": _("Certified an erasure"),
    "erasure.delete_rows": _("Erased data"),
    "erasure.propose": _("Proposed an erasure"),
    "notices.mark_read": _("Read a notice"),
    "notices.notify": _("Sent a notice"),
    "organisation.account": _("Changed an account"),
    "organisation.admit_client": pgettext_lazy("done", "Let a system in"),
    "organisation.appoint": _("Appointed somebody"),
    "organisation.close_unit": _("Closed a unit"),
    "organisation.correct_staff": _("Corrected data of staff"),
    "organisation.end_absence": _("Changed a leave"),
    "organisation.end_qualification": _("Ended a qualification"),
    "organisation.end_role": _("Ended a role"),
    "organisation.found": _("Founded an agency"),
    "organisation.give_role": _("Gave a role"),
    "organisation.open_unit": _("Opened a unit"),
    "organisation.plan_absence": _("Planned a leave"),
    "organisation.qualify": _("Noted a qualification"),
    "organisation.revoke_client": _("Shut a system out"),
    "organisation.sync_units": _("Took units from the country pack"),
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
    "people.set_category": _("Changed in what role the record speaks of them"),
    "people.set_health_alert": PROTECTED,
    "people.split": _("Split two records"),
    "proceedings.add_detail": _("Noted circumstances of an offence"),
    "proceedings.add_offence": _("Added an offence"),
    "proceedings.count_remand": _("Counted remand"),
    "proceedings.end_measure": _("Ended a measure"),
    "proceedings.end_placement": _("Ended a placement"),
    "proceedings.end_running": _("Ended what was running"),
    "proceedings.enter_into_force": _("Noted that the judgment is in force"),
    "proceedings.impose_measure": _("Added a sentence, measure or order"),
    "proceedings.leave": _("Noted who left prison"),
    "proceedings.move_unit": _("Moved to another unit"),
    "proceedings.note_escape": _("Noted an escape"),
    "proceedings.note_return": _("Noted a return"),
    "proceedings.place": _("Admitted to prison"),
    "proceedings.record_on_right_person": _("Recorded anew on the right person"),
    "proceedings.start_measure": _("Set the first day"),
    "supervision.record_contact": _("Recorded a contact"),
    "supervision.withdraw_contact": _("Took back a contact note"),
    "workflow.close_item": _("Closed work"),
    "workflow.close_work": _("Closed work of a case"),
    "workflow.hand_over_items": _("Handed over work"),
    "workflow.open_item": _("Opened work"),
    "workflow.take_item": _("Took work from the queue"),
}
# Acts that several rooms have: "<room>.<verb>".
VERBS: dict[str, Text] = {
    "begin": _("Began a case"),
    "enter": _("Entered cases with their past"),
    "import": _("Imported"),
}

# The fields most seen in a history, in the words of their forms.
FIELDS: dict[str, Text] = {
    "authority": _("Court or prosecutor"),
    "birth_date": _("Birth date"),
    "birth_precision": _("How exactly it is known"),
    "category": _("In what role the record speaks of them"),
    "circumstances": _("Circumstances"),
    "citizenships": _("Citizenship"),
    "code": _("Code"),
    "committed_on": _("Committed on"),
    "country": _("Country"),
    "died_on": _("Date of death"),
    "email": _("E-mail"),
    "ended_on": _("Last day"),
    "entered_in_error": _("Entered in error"),
    "family": _("Family name"),
    "file_number": _("File number"),
    "given": _("Given names"),
    "happened_at": _("When it was"),
    "how": _("How"),
    "imposed_on": _("Imposed on"),
    "in_force_on": _("In force since"),
    "interpreter": _("Needs an interpreter for"),
    "judged_on": _("Judged on"),
    "kind": _("Kind"),
    "languages": _("Languages spoken"),
    "next_on": _("Day and time of the next"),
    "patronymic": _("Patronymic"),
    "reason": _("Why"),
    "received_on": _("Received on"),
    "reference": _("Its reference number"),
    "role": _("Role"),
    "sex": _("Sex, as in a document"),
    "since": _("From"),
    "start": _("First day"),
    "state": _("Stage"),
    "text": _("What was talked of and agreed"),
    "until": _("Until"),
    "value": _("Value"),
}


def kind_title(code: str) -> Text:
    """The name of a kind of act: of its own, of a case's move, or of what many rooms do."""
    return KINDS.get(code) or _moves().get(code) or VERBS.get(code.partition(".")[2], code)


def _moves() -> dict[str, Text]:
    """The moves of every kind of case, as acts are called: "proceedings.appeal"."""
    return {
        f"{model._meta.app_label}.{code}": move.title
        for model in case_models()
        for code, move in model.machine.moves.items()
    }


def field_title(name: str) -> Text:
    """The name of a recorded field; for those seldom seen its name in the data."""
    return FIELDS.get(name, name.replace("_", " "))
