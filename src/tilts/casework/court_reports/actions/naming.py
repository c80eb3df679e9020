"""The form of a name, as somebody who speaks the language corrects it."""

from tilts.casework.people.locking import locked
from tilts.casework.people.models import Person
from tilts.platform.access.authority import require
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..capabilities import WRITE
from ..models import NameForm


def correct_name(*, by: Actor, person: Person, language: str, case: str, form: str) -> NameForm:
    """Keep a form of the name that the rules do not give; it is used from now on."""
    require(by, WRITE, person.pk)
    where = {"person": person, "name": person.full_name, "language": language, "case": case}
    with act("court_reports.correct_name", by=by):
        locked(person.pk)
        row = NameForm.objects.filter(**where).first() or NameForm(**where)
        row.form = form
        row.save()
    return row
