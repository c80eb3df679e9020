"""What acts and fields are called; a test fails when an action writes an unnamed act."""

from django.apps import apps
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
    "assessment.answer_the_person": _("Answered a request to review an assessment"),
    "assessment.begin_assessment": _("Began an assessment"),
    "assessment.begin_second_scoring": _("Began a second scoring"),
    "assessment.finish_second_scoring": _("Finished a second scoring"),
    "assessment.note_words": _("Noted what the person says"),
    "demo.load": _("Loaded the demonstration"),
    "documents.make": _("Made a document"),
    "erasure.approve": _("Approved an erasure"),
    "erasure.certify": _("Certified an erasure"),
    "erasure.delete_rows": _("Erased data"),
    "erasure.propose": _("Proposed an erasure"),
    "forms.answer": _("Answered a question"),
    "forms.decide": _("Decided how an instrument is used"),
    "forms.fix_sheet": _("Made answers final"),
    "forms.open_sheet": _("Began to answer a form"),
    "notices.mark_read": _("Read a notice"),
    "notices.notify": _("Sent a notice"),
    "notices.retry_mails": _("Tried unsent e-mails again"),
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
    "people.restore": _("Took back a death or an entry in error"),
    "people.set_alert": pgettext_lazy("done", "Set an alert"),
    "people.set_category": _("Changed in what role the record speaks of them"),
    "people.set_health_alert": PROTECTED,
    "people.split": _("Split two records"),
    "plans.add_goal": _("Added a goal"),
    "plans.change_goal": _("Changed a goal"),
    "plans.note_progress": _("Noted what came of a goal"),
    "plans.open_reviews": _("Opened reviews of plans that are due"),
    "plans.pass_on": _("The plan went along to the next officer"),
    "plans.remove_goal": _("Took a goal out of the plan"),
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

# Fields of rows about people, in the words of their forms. "<model>.<field>" overrides the field.
FIELDS: dict[str, Text] = {
    "access.brokenglass.reason": _("What is the emergency?"),
    "answer": _("Answer"),
    "answered_on": _("Answered on"),
    "answers": _("Answers"),
    "asks_review": _("Asks for a review"),
    "assessed_on": _("Assessed on"),
    "attempt": _("Attempt only"),
    "authority": _("Court or prosecutor"),
    "birth_date": _("Birth date"),
    "birth_precision": _("How exactly it is known"),
    "broken_at": _("Broken at"),
    "category": _("In what role the record speaks of them"),
    "cause": _("What stood in the way"),
    "cents": _("Amount in cents"),
    "circumstances": _("Circumstances"),
    "citizenships": _("Citizenship"),
    "closed_at": _("Closed"),
    "code": _("Code"),
    "committed_on": _("Committed on"),
    "committed_until": _("Committed until"),
    "computed_level": _("Level of the score"),
    "contact": _("Telephone or e-mail"),
    "countersigned_on": _("Countersigned on"),
    "country": _("Country"),
    "days": _("Days"),
    "decided_at": _("Decided at"),
    "decided_on": _("Decided on"),
    "decided_why": _("Why it was decided so"),
    "decision": _("Decision"),
    "died_on": _("Date of death"),
    "doubt": _("Doubt"),
    "due": _("Due"),
    "email": _("E-mail"),
    "ended_how": _("How it ended"),
    "ended_on": _("Last day"),
    "ends_at": _("Ends at"),
    "entered_in_error": _("Entered in error"),
    "explained_in": _("Explained in"),
    "family": _("Family name"),
    "file_number": _("File number"),
    "fixed_at": _("Final since"),
    "given": _("Given names"),
    "gravity": _("Gravity"),
    "ground": _("Ground"),
    "handover": _("What the next one must know"),
    "happened_at": _("When it was"),
    "how": _("How"),
    "imposed_on": _("Imposed on"),
    "in_force_on": _("In force since"),
    "instrument": _("Instrument"),
    "interpreter": _("Needs an interpreter for"),
    "judged_on": _("Judged on"),
    "judgement": _("The assessor's own judgement"),
    "kind": _("Kind"),
    "language": _("Language"),
    "languages": _("Languages spoken"),
    "level": _("Level"),
    "locality": _("Town or parish"),
    "made_at": _("Made at"),
    "minutes": _("Minutes"),
    "months": _("Months"),
    "name": _("Name"),
    "need": _("What it is about"),
    "next_on": _("Day and time of the next"),
    "note": _("Note"),
    "number": _("Number"),
    "opened_at": _("Opened"),
    "outcome": _("Outcome"),
    "patronymic": _("Patronymic"),
    "phone": _("Telephone"),
    "plans.goal.state": _("What came of the goal"),
    "plans.goal.text": _("Goal"),
    "plans.plan.answer": _("What the person says"),
    "plans.step.due": _("By when"),
    "plans.step.how": _("How and where"),
    "plans.step.name": _("Name of who helps"),
    "plans.step.state": _("What came of the step"),
    "postcode": _("Postcode"),
    "probation_months": _("Probation period in months"),
    "proposed_because": _("Why another level is proposed"),
    "proposed_level": _("Level proposed"),
    "read_at": _("Read at"),
    "reason": _("Why"),
    "received_on": _("Received on"),
    "reference": _("Its reference number"),
    "release_class": _("Rule of release"),
    "remand_days": _("Days in remand counted"),
    "review": _("Review"),
    "review_on": _("Review by"),
    "reviewed_at": _("Reviewed at"),
    "role": _("Role"),
    "said_on": _("Said on"),
    "scores": _("Scores"),
    "sent_at": _("Sent at"),
    "sex": _("Sex, as in a document"),
    "since": _("From"),
    "start": _("First day"),
    "state": _("Stage"),
    "street": _("Street and house"),
    "supervision.contactnote.text": _("What was talked of and agreed"),
    "suspended": _("Suspended"),
    "system": _("System"),
    "text": _("Text"),
    "title": _("Title"),
    "trial": _("On trial"),
    "until": _("Until"),
    "value": _("Value"),
    "wants_information": _("Wants to be told"),
    "what": _("What is done"),
    "who": _("Who does it"),
    "with_whom": _("Who else was there"),
    "withdrawn": _("Taken back"),
    "withdrawn_because": _("Why it is taken back"),
    "words": _("In the person's own words"),
    "years": _("Years"),
}
# What only the machine reads. Keys of other rows are told from their names.
UNSAID = {
    *("case", "digest", "evidence", "family_first", "iccs", "id", "key", "media_type", "path"),
    *("row", "seen_at", "sha256", "size", "sort_key", "template", "template_digest", "values"),
    *("line", "source_row", "thing", "version", "given_by", "opened_by", "closed_by"),
}

# Rows about people, in the plural: what an erasure takes away, what an act touched. What stands
# behind a wall is told in one line.
BEHIND_WALLS = _("Entries behind a wall")
ROWS: dict[str, Text] = {
    "access.bar": _("Bars from a case"),
    "access.brokenglass": _("Broken glass"),
    "account.emailaddress": _("E-mail addresses to sign in with"),
    "account.emailconfirmation": _("Confirmations of an e-mail address"),
    "allocation.allocation": _("Allocations to an officer"),
    "assessment.assessment": _("Assessments"),
    "assessment.personsword": _("What the person said to assessments"),
    "assessment.secondscoring": _("Second scorings"),
    "documents.document": _("Documents"),
    "mfa.authenticator": _("Second factors of signing in"),
    "notices.mail": _("E-mails about a notice"),
    "notices.notice": _("Notices"),
    "organisation.absence": _("Leaves"),
    "organisation.account": _("Accounts"),
    "organisation.qualification": _("Qualifications"),
    "organisation.roleassignment": _("Roles held"),
    "organisation.staff": _("Members of staff"),
    "people.address": _("Addresses"),
    "people.alert": _("Alerts"),
    "people.contact": _("Telephone numbers and e-mail addresses"),
    "people.identifier": _("Codes and numbers"),
    "people.othername": _("Other names"),
    "people.pairdecision": _("Decisions about possible duplicates"),
    "people.person": _("Persons"),
    "people.persontoken": _("Entries in the index of names"),
    "people.relation": _("Relations"),
    "people.sourcerow": _("Rows as they were imported"),
    "plans.goal": _("Goals of plans"),
    "plans.plan": _("Plans"),
    "plans.step": _("Steps of plans"),
    "proceedings.measure": _("Sentences, measures and orders"),
    "proceedings.offence": _("Offences"),
    "proceedings.placement": _("Placements in prison"),
    "proceedings.proceeding": _("Proceedings"),
    "proceedings.proceedingsource": _("Proceedings as they were imported"),
    "socialaccount.socialaccount": _("Accounts elsewhere to sign in with"),
    "socialaccount.socialtoken": _("Tokens of accounts elsewhere"),
    "supervision.contactnote": _("Contact notes"),
    "tilts_forms.sheet": _("Answered forms"),
    "web.draft": _("Drafts"),
    "workflow.workitem": _("Work items"),
}


def rows_title(label: str) -> Text:
    """The name of the rows of a model ("people.address"); of walled ones only that they are."""
    try:
        model = apps.get_model(label)
    except LookupError:  # a model of earlier days
        return label
    if getattr(model, "whose", None) and model.whose.wall:
        return BEHIND_WALLS
    return ROWS.get(label) or model._meta.verbose_name_plural or label


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


def field_title(name: str, label: str = "") -> Text:
    """What a recorded field is called, in the rows of a model or anywhere."""
    return FIELDS.get(f"{label}.{name}") or FIELDS.get(name, name.replace("_", " "))


def is_said(name: str) -> bool:
    """Whether a field says anything to a reader."""
    return name not in UNSAID and not name.endswith("_id")
