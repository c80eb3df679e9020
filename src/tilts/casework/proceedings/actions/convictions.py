"""Whether the record speaks of somebody as convicted follows from their proceedings."""

from uuid import UUID

from django.utils.translation import gettext as _

from tilts.casework.people.category import set_category
from tilts.casework.people.models import Person
from tilts.casework.people.models.identity import Category
from tilts.platform.parties.actors import Actor

from ..models import Proceeding

NO_CONVICTION = ("acquitted", "terminated", "entered_in_error", "wrong_person")


def follow_conviction(*, by: Actor, person_id: UUID) -> None:
    """Convicted while a judgment in force stands; presumed innocent again when none does."""
    in_force = Proceeding.objects.filter(person_id=person_id, in_force_on__isnull=False)
    convicted = in_force.exclude(state__in=NO_CONVICTION).exists()
    person = Person.objects.get(pk=person_id)
    if convicted:
        reason = _("A judgment is in force.")
        set_category(by=by, person_id=person_id, category=Category.CONVICTED, reason=reason)
    elif person.category == Category.CONVICTED:
        reason = _("No judgment is in force.")
        set_category(by=by, person_id=person_id, category=Category.SUSPECT, reason=reason)
