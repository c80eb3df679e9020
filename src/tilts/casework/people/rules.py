"""What can be done in the people room, and whom a role reaches through it."""

from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare
from tilts.platform.access.purposes import ground
from tilts.platform.access.visibility import Rows, reaches
from tilts.platform.parties.actors import Actor, Grant, Scope
from tilts.platform.record.models import Payload

from .models import Person

SEE = declare("people.see", _("Find and open people"), in_break_glass=True)
REGISTER = declare("people.register", _("Register a person"))
CORRECT = declare("people.correct", _("Correct a person's data"))
MERGE = declare("people.merge", _("Merge and split records"))
IMPORT = declare("people.import", _("Import people"))
ALERT = declare("people.alert", _("Set an alert"))
OPEN_HEALTH = declare("people.open_health", _("Open the health wall"))
OPEN_VICTIMS = declare("people.open_victims", _("Open the victims' wall"))


@reaches(Scope.UNIT)
def registered_in_unit(actor: Actor, grant: Grant) -> Rows:
    """The unit that registered somebody reaches them."""
    return _as_reach(Person.plain.filter(unit__path__under=grant.unit_path))


@reaches(Scope.COUNTRY)
def in_the_country(actor: Actor, grant: Grant) -> Rows:
    """Everybody on record in the country."""
    return _as_reach(Person.plain.filter(country=grant.unit_path))


def _as_reach(people: Rows) -> Rows:
    rows: Rows = people.annotate(person_id=F("party_id"))
    return rows


@ground
def registered_today(actor: Actor, person: UUID) -> str:
    """Whoever registered somebody goes on to record what brings them here."""
    mine = Payload.objects.filter(subject_id=person, act__kind=REGISTER, act__actor_id=actor.party)
    today = mine.filter(act__recorded_at__date=timezone.localdate())
    return "registration" if today.exists() else ""
