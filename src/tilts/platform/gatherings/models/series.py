"""What is held: a template of sessions, the series made from it, where and by whom."""

from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.organisation.models import STAFF_DATA, Agency, Named, Unit
from tilts.platform.parties.models import Party
from tilts.platform.parties.whose import WhoseData, technical
from tilts.platform.record.dated import Dated
from tilts.platform.record.recorded import RecordedModel

from ..outline import GROUP, ONE_TO_ONE, Outline, SessionOutline

FORMS = [(GROUP, _("group")), (ONE_TO_ONE, _("one-to-one"))]
LED: dict[str, Any] = {**STAFF_DATA, "purpose": "know who leads which gathering"}


class Place(Dated):
    """A room in which people gather, in a unit."""

    whose = technical("know where people gather", "id unit name seats since until")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    seats = models.PositiveSmallIntegerField(null=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "name"], condition=models.Q(until=None), name="place_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Template(Named, Dated):
    """What a series consists of, in a version: modules, and the sessions of each.

    `kind` is a word of the room whose gatherings these are, such as "programme" or "training";
    `outline` is what `outline.Outline` says. It never changes: a new version is a new row.
    """

    whose = technical(
        "say what a series consists of",
        "id agency code version kind names outline capacity leaders since until",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.SlugField()
    version = models.CharField(max_length=20)
    kind = models.SlugField()
    outline = models.JSONField()
    capacity = models.PositiveSmallIntegerField()
    leaders = models.PositiveSmallIntegerField(default=1)  # at least so many lead a session

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency", "code", "version"], name="template_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @cached_property
    def contents(self) -> Outline:
        """The outline, as data with names."""
        return Outline.model_validate(self.outline)


class Series(RecordedModel):
    """A template carried out once: one group, one course, one lecture.

    It is closed when `closed_on` is set, for the reason given, and then takes nobody any more.
    """

    whose = technical(
        "say which gatherings there are",
        "id agency unit template name capacity opened_on closed_on closed_because",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="series")
    name = models.CharField(max_length=120)
    capacity = models.PositiveSmallIntegerField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "closed_on"], name="series_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | models.Q(closed_on__gte=models.F("opened_on")),
                name="series_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | ~models.Q(closed_because=""),
                name="series_closed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Leader(Dated):
    """Somebody leads a series from a day on; who leads one session stands in Leading."""

    whose = WhoseData(**LED, about="party_id", technical="id series party since until")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="leaders")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["series", "party"], condition=models.Q(until=None), name="leads_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"


class Session(RecordedModel):
    """One gathering of a series. `number` counts from 1 in the order of the template.

    `code` is that of its outline; `alone` is who comes to a one-to-one session; `catches_up` is
    the session that this one makes good. A cancelled session stays, with its reason.
    """

    whose = technical(
        "say when and where people gather",
        "id series number code form starts_at ends_at place online alone catches_up "
        "cancelled_because version",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    form = models.CharField(max_length=12, choices=FORMS)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    online = models.BooleanField(default=False)
    alone = models.ForeignKey(
        "Enrolment", on_delete=models.PROTECT, null=True, related_name="own_sessions"
    )
    catches_up = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="caught_up_by"
    )
    cancelled_because = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["series", "starts_at"], name="session_of_series"),
            models.Index(fields=["starts_at"], name="session_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_takes_time"
            ),
            models.CheckConstraint(
                condition=models.Q(online=True, place=None) | models.Q(online=False),
                name="session_online_or_at_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.code}"

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def is_cancelled(self) -> bool:
        """True when it does not take place."""
        return self.cancelled_because != ""

    @property
    def outlined(self) -> SessionOutline | None:
        """What the template says of it; None when no template does."""
        return self.series.template.contents.session(self.code)


class Leading(RecordedModel):
    """Somebody leads one session: a regular leader, or who covers for one."""

    whose = WhoseData(**LED, about="party_id", technical="id session party cover")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="led_by")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    cover = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "party"], name="leads_a_session_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)
