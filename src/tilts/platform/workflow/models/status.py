"""Status is a row with its author, not an overwritten field."""

from django.db import models

from tilts.platform.parties.whose import WhoseData
from tilts.platform.record.entries import Entry
from tilts.platform.record.models import RECORD


class Status(Entry):
    """A case came into a state. Written once; why stands in the payload of the act `act_id`.

    `number` counts the rows of a case from 1; `move` is empty in the first.
    """

    stream = "status"
    whose = WhoseData(
        **RECORD,
        about="person_id",
        technical=f"{Entry.ENTRY_FIELDS} case number person_id move from_state to_state "
        "effective_at act_id",
    )

    case = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    person_id = models.UUIDField(db_index=True)
    move = models.CharField(max_length=32, blank=True)
    from_state = models.CharField(max_length=32, blank=True)
    to_state = models.CharField(max_length=32)
    effective_at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_status_a_number"),
            models.CheckConstraint(
                condition=models.Q(number=1, move="", from_state="")
                | models.Q(number__gt=1) & ~models.Q(move="") & ~models.Q(from_state=""),
                name="first_status_has_no_move",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.number}: {self.to_state}"

    def parts(self) -> list[object]:
        place = [self.case, self.number, self.person_id]
        return [*place, self.move, self.from_state, self.to_state, self.effective_at, self.act_id]
