"""Fictional plans of most of those who carry out a sentence now, in all stages."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from uuid import UUID

from django.utils import timezone

from tilts.platform.organisation.demo import Batch, register_maker
from tilts.platform.organisation.models import RoleAssignment
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import enter_all
from tilts.platform.workflow.models import WorkItem

from ..models import Goal, Step
from .content import Written, copied, lived, written
from .found import Found, changes, found_of, known_on
from .stages import Version, versions_of
from .work import item_of


def make_plans(batch: Batch) -> None:
    """Plans with their goals, steps and work, former versions first."""
    heads: dict[UUID, UUID] = batch.made.setdefault("heads", _heads())
    found = found_of(batch.courses)
    made = [
        version
        for course in batch.courses
        for version in versions_of(batch, course, heads, found.get(course.person.pk, []))
    ]
    enter_all(cases=[one.plan for one in made], pasts=[one.past for one in made], by=SERVICE)
    goals = list(_goals(batch.random, made, found))
    Goal.objects.bulk_create([goal for goal, _ in goals])
    Step.objects.bulk_create([step for _, steps in goals for step in steps])
    WorkItem.objects.bulk_create([item for one in made if (item := item_of(batch, one))])


def _goals(
    random: Random, made: Sequence[Version], found: Mapping[UUID, list[Found]]
) -> Iterator[Written]:
    """The goals of each version; a next version comes right after the one before it."""
    before: list[Written] = []
    for one in made:
        country, assessed = one.course.country, found.get(one.plan.person_id, [])
        begun = timezone.localdate(one.past.began)
        known = known_on(assessed, begun)
        if one.plan.former_id:
            before = copied(random, one.plan, before, country, known)
        else:
            before = written(random, one.plan, country, begun, known)
        if one.plan.countersigned_on:
            lived(random, before, country, changes(assessed, begun))
        yield from before


def _heads() -> dict[UUID, UUID]:
    """Who countersigns, by unit."""
    posts = RoleAssignment.objects.filter(role="head_of_unit", unit__isnull=False)
    return dict(posts.values_list("unit_id", "staff_id"))


register_maker("plans", 35, make_plans)
