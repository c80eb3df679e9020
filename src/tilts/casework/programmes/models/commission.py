"""Opinions of experts, and the meetings of the commission with its members' votes."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from tilts.engines.instruments import Instrument
from tilts.platform.forms.models import Sheet
from tilts.platform.forms.queries import definition
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.whose import WhoseData
from tilts.platform.record.recorded import RecordedModel, reference

from ..choices import Question, Vote
from .accreditation import DATA, Accreditation


class Opinion(RecordedModel):
    """What an expert says of a programme: ten criteria on a sheet, and a summary in words."""

    whose = WhoseData(
        **DATA,
        about="expert_id",
        technical="id accreditation expert sheet asked_on given_on",
        ordinary="summary",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    accreditation = models.ForeignKey(
        Accreditation, on_delete=models.PROTECT, related_name="opinions"
    )
    expert = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    sheet = models.OneToOneField(Sheet, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    given_on = models.DateField(null=True)
    summary = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["accreditation", "expert"], name="expert_asked_once"),
            models.CheckConstraint(
                condition=Q(given_on=None) | ~Q(summary=""), name="opinion_given_in_words"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def case_ref(self) -> str:
        return reference(self.accreditation)

    @property
    def definition(self) -> Instrument:
        """The evaluation form as it was answered. Raises Refused when its file is gone."""
        return definition(self.sheet)


class Meeting(RecordedModel):
    """A meeting of the commission about one application, or about the extension of its licence.

    `decision` is what most voted for, and `because` the reasons that the meeting gives.
    """

    whose = WhoseData(
        **DATA,
        technical="id accreditation question held_on decision decided_on",
        ordinary="minutes because",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    accreditation = models.ForeignKey(
        Accreditation, on_delete=models.PROTECT, related_name="meetings"
    )
    question = models.CharField(max_length=16, choices=Question)
    held_on = models.DateField()
    minutes = models.TextField(blank=True)
    decision = models.CharField(max_length=16, choices=Vote, blank=True)
    because = models.TextField(blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["accreditation"], condition=Q(decision=""), name="one_meeting_to_decide"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None)
                | ~Q(decision="") & ~Q(because="") & Q(decided_on__isnull=False),
                name="decided_with_reasons",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def case_ref(self) -> str:
        return reference(self.accreditation)


class Seat(RecordedModel):
    """A member of the commission at a meeting: a vote with its reason, or a conflict declared."""

    whose = WhoseData(
        **DATA,
        about="member_id",
        technical="id meeting member vote voted_on",
        ordinary="because conflict",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats")
    member = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    vote = models.CharField(max_length=16, choices=Vote, blank=True)
    because = models.TextField(blank=True)
    voted_on = models.DateField(null=True)
    conflict = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="one_seat_of_a_member"),
            models.CheckConstraint(
                condition=Q(vote="") | Q(conflict="", voted_on__isnull=False) & ~Q(because=""),
                name="vote_with_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def case_ref(self) -> str:
        return reference(self.meeting.accreditation)
