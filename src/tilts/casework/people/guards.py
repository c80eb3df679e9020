"""Reasons why something cannot be done to a person's record; those about pairs are in pairs.py."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor

from .models import Person
from .queries import records_of, units_to_register_in


def why_not_register(by: Actor, unit: Unit) -> Reasons:
    """Reasons why the actor cannot register somebody in this unit; empty when they can."""
    if by.is_service or units_to_register_in(by).filter(pk=unit.pk).exists():
        return []
    text = _("You cannot register people in this unit, or it is closed. Choose another one.")
    return [Reason("not-your-unit", text)]


def why_not_end(fact: Any, until: date) -> Reasons:
    """Reasons why a fact cannot end that day; empty when it can."""
    reasons = []
    if fact.until:
        text = _("Somebody has ended this already. Open the page again to see since when.")
        reasons.append(Reason("ended-already", text))
    if until < fact.since:
        text = _("It cannot end before it began. Give a later day.")
        reasons.append(Reason("ends-before", text))
    return reasons


def why_not_die(person: Person, died_on: date) -> Reasons:
    """Reasons why somebody cannot have died that day; empty when they can."""
    reasons = []
    if died_on > timezone.localdate():
        text = _("This date lies in the future. Give the date of death.")
        reasons.append(Reason("dies-later", text))
    if person.birth_date and died_on < person.birth_date:
        text = _("This date lies before the birth date. Correct one of the two.")
        reasons.append(Reason("dies-before-birth", text))
    return reasons


def why_not_err(person: Person) -> Reasons:
    """Reasons why a record cannot be marked as entered in error; empty when it can."""
    if len(records_of(person)) == 1:
        return []
    text = _("Another record was merged into this one and would vanish with it. Split them first.")
    return [Reason("merged-into", text)]


def why_not_restore(person: Person) -> Reasons:
    """Reasons why there is nothing to take back; empty when there is."""
    if person.died_on or person.entered_in_error:
        return []
    text = _("This record is neither of somebody who died nor entered in error.")
    return [Reason("nothing-to-restore", text)]
