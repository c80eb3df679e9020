"""Cases go along when somebody else becomes responsible for their person."""

from collections.abc import Container, Iterable

from tilts.platform.organisation.models import Staff, Unit

from .models import Case, WorkItem


def pass_on_cases(
    cases: Iterable[Case], *, to: Staff, unit: Unit, queued: Container[str] = ()
) -> None:
    """The cases go on in a unit, and their open work is somebody's there, under the act under way.

    Work of the kinds `queued` waits in the unit's queue instead.
    """
    refs = []
    for case in cases:
        case.unit = unit
        case.save()
        refs.append(case.case_ref())
    for item in WorkItem.objects.filter(case__in=refs, closed_at=None):
        item.unit, item.owner = unit, None if item.kind in queued else to
        item.save()
