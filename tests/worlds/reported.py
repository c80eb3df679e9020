"""A report about somebody that is being written: with an attempt, a victim's voice, paragraphs."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.casework.court_reports.actions import (
    Invitation,
    Said,
    add_paragraph,
    correct_name,
    invite_victim,
)
from tilts.casework.court_reports.models import Attempt, Reading, Report
from tilts.casework.people.models import Person
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import Past, Step, enter_all

TODAY = timezone.localdate()
WAY = (("assign", "assigned"), ("interview", "interviewed"), ("draft", "drafting"))


def reported(person_id: UUID, unit: Unit, author: Staff) -> dict[str, Any]:
    """The report and what hangs on it, by the names that routes give them."""
    person = Person.objects.get(pk=person_id)
    case = Report(
        person=person,
        unit=unit,
        author=author,
        asker="court",
        authority="Kandavas tiesa",
        reference="KR-5",
        purpose="sentence",
        question="Does he sing in Kandava?",
        wished="lv",
        requested_on=TODAY,
        due_on=TODAY + timedelta(days=28),
        interviewed_on=TODAY,
    )
    steps = tuple(Step(move, state, timezone.now()) for move, state in WAY)
    enter_all(cases=[case], pasts=[Past(timezone.now(), steps)], by=SERVICE)
    with act("test.report", by=SERVICE):
        Attempt(person=person, of_report=case, on=TODAY, by="phone", came_of="His sister.").save()
        Reading(person=person, of_report=case, round=1, reader=author, said="Kandava?").save()
    correct_name(by=SERVICE, person=person, language="lv", case="dative", form="Ksaverijam")
    what = Invitation(name="Ilga Straume", contact="", by="letter", invited_on=TODAY)
    voice = invite_victim(by=SERVICE, case=case, what=what)
    said = Said(text="He sang in Kandava.", nature="judgement")
    rows = [
        add_paragraph(by=SERVICE, case=case, section=section, what=said)
        for section in ("family", "victim")
    ]
    return {"report_id": case.pk, "paragraph_id": rows[0].pk, "voice_id": voice.pk}
