"""Whether the record speaks of somebody as convicted follows from their proceedings."""

from uuid import UUID

from django.utils.translation import gettext as _

from tilts.casework.people.category import set_category
from tilts.casework.people.merging import survivors
from tilts.casework.people.models import Person
from tilts.casework.people.models.identity import Category
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor

from ..queries import proceedings_of

NO_CONVICTION = ("acquitted", "terminated", "entered_in_error", "wrong_person")


def follow_conviction(*, by: Actor, person_id: UUID) -> None:
    """Convicted while a judgment in force stands; presumed innocent again when none does.

    Merged records are one person: the judgments of each count, for the record that stays.
    """
    with seen_by(SERVICE):  # a merge may lead to a record that the actor does not see
        owner = survivors([person_id])[person_id]
        in_force = proceedings_of([owner]).filter(in_force_on__isnull=False)
        if in_force.exclude(state__in=NO_CONVICTION).exists():
            reason = _("A judgment is in force.")
            set_category(by=by, person_id=owner, category=Category.CONVICTED, reason=reason)
        elif Person.objects.get(pk=owner).category == Category.CONVICTED:
            reason = _("No judgment is in force.")
            set_category(by=by, person_id=owner, category=Category.SUSPECT, reason=reason)
