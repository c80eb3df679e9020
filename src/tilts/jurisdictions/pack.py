"""A whole country pack, and what it gives to the engines."""

import hashlib
import json
from datetime import date
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from tilts.engines.calendars.deadlines import due
from tilts.engines.calendars.release_rules import ReleaseRule
from tilts.engines.calendars.working_days import Calendar
from tilts.jurisdictions import schema, tiering
from tilts.jurisdictions.validity import select


class Pack(BaseModel):
    """Everything known of one country. Each field is a file of that name in its folder."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    country: schema.Country
    calendar: tuple[schema.MovedDay, ...]
    agencies: tuple[schema.Agency, ...]
    units: tuple[schema.Unit, ...]
    gravities: tuple[schema.Gravity, ...]
    offences: tuple[schema.Offence, ...]
    measures: tuple[schema.Measure, ...]
    duties: tuple[schema.Duty, ...]
    release: tuple[schema.Release, ...]
    deadlines: tuple[schema.Deadline, ...]
    identifiers: tuple[schema.Identifier, ...]
    thresholds: tuple[schema.Threshold, ...]
    retention: tuple[schema.Retention, ...]
    competences: tuple[schema.Competence, ...]
    doses: tuple[schema.Dose, ...]
    programmes: tuple[schema.Programme, ...]
    documents: tuple[schema.Template, ...]
    quiet_hours: tuple[schema.QuietHours, ...]
    tiers: tuple[tiering.Tier, ...]
    workload: tuple[tiering.Workload, ...]
    calls: tuple[schema.Call, ...]
    protocols: tuple[schema.Protocol, ...]
    visit_checks: tuple[schema.VisitQuestion, ...]
    court_reports: tuple[schema.CourtReport, ...]
    contact_standards: tuple[schema.ContactStandard, ...]
    cohorts: tuple[schema.Cohort, ...]
    community_service: tuple[schema.CommunityService, ...]
    municipalities: tuple[schema.Municipality, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content in a canonical form: the same facts give the same digest."""
        content = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()

    @cached_property
    def working_days(self) -> Calendar:
        """The country's calendar, with the days moved by order."""
        return Calendar(
            self.country.code,
            frozenset(moved.day for moved in self.calendar if not moved.works),
            frozenset(moved.day for moved in self.calendar if moved.works),
        )

    @cached_property
    def release_rules(self) -> tuple[ReleaseRule, ...]:
        """All versions of the release rules, as the release calculator takes them."""
        return tuple(entry.rule() for entry in self.release)

    def due(self, code: str, start: date) -> date:
        """When the deadline `code` that starts on that day ends, by the version of that day.

        Raises NoSuchVersion for an unknown deadline, ValueError for one that counts in hours.
        """
        return due(select(self.deadlines, code, on=start).rule(), start, self.working_days)

    def programme(self, code: str, *, on: date) -> schema.Programme:
        """A programme as it is on a day; NoSuchVersion if there is none."""
        return select(self.programmes, code, on=on)

    def template(self, code: str, *, on: date) -> schema.Template:
        """A template as it is on a day; NoSuchVersion if there is none."""
        return select(self.documents, code, on=on)

    def protocol(self, code: str, *, on: date) -> schema.Protocol:
        """An action protocol as it is on a day; NoSuchVersion if there is none."""
        return select(self.protocols, code, on=on)

    def court_report(self, code: str, *, on: date) -> schema.CourtReport:
        """A kind of report as it is on a day; NoSuchVersion if there is none."""
        return select(self.court_reports, code, on=on)

    def threshold(self, code: str, *, on: date) -> int:
        """The value of a threshold on a day; NoSuchVersion if there is none."""
        return select(self.thresholds, code, on=on).value
