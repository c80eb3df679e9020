"""Does each case stand where its last status row says? For `tilts record verify --state`."""

from collections.abc import Iterable, Iterator
from itertools import islice

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.keys import existing_keys
from tilts.platform.record.verifying import Fault

from .models import Matter, Status, matter_models
from .rows import whose

CHUNK = 500


def state_faults(models: Iterable[type[Matter]] | None = None) -> list[Fault]:
    """Cases that differ from their last status row, and status rows whose case is gone.

    Looks at every kind of case unless told which.
    """
    with seen_by(SERVICE):
        kinds = matter_models() if models is None else list(models)
        return [fault for kind in kinds for fault in [*_differing(kind), *_gone(kind)]]


def _differing(kind: type[Matter]) -> Iterator[Fault]:
    rows = kind.objects.order_by("pk").iterator(CHUNK)
    while chunk := {case.case_ref(): case for case in islice(rows, CHUNK)}:
        # in the order of their numbers, so that the last row of a case wins
        last = {s.case: s for s in Status.objects.filter(case__in=chunk).order_by("number")}
        for ref, case in chunk.items():
            status = last.get(ref)
            if status is None:
                yield Fault("inserted", f"{ref} has no status row")
            elif (status.to_state, status.person_id) != (case.state, whose(case)):
                yield Fault("altered", f"{ref} is not as its status row {status.number} says")


def _gone(kind: type[Matter]) -> Iterator[Fault]:
    first = Status.objects.filter(number=1, case__startswith=f"{kind._meta.label_lower}:")
    rows = first.order_by("case").values_list("case", "person_id").iterator(CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        people = {ref.split(":")[1]: person for ref, person in chunk}
        there = {str(p) for p in kind.objects.filter(pk__in=people).values_list("pk", flat=True)}
        lost = {pk: person for pk, person in people.items() if pk not in there}
        keys = existing_keys(lost.values())
        for pk, person in lost.items():
            if keys.get(person, b"") is not None:  # without a key the person was lawfully erased
                yield Fault("missing", f"{kind._meta.label_lower}:{pk}")
