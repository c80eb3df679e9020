"""What participants say: without names, and shown only together."""

from typing import Any

import pytest

from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.models import Sheet
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Payload
from tilts.workforce.competence.actions import advance, note_feedback
from tilts.workforce.competence.models import Observation
from tilts.workforce.competence.presenting import feedback_rows
from tilts.workforce.competence.queries import feedback_on

from .conftest import TODAY, Service, used

pytestmark = pytest.mark.usefixtures("all_seen")
QUESTIONS = ("understood", "respected", "could_speak", "practised", "useful")


def enter(service: Service, observation: Observation, *papers: dict[str, Any]) -> None:
    """The first observer enters some papers."""
    by = service.actor(service.first)
    with seen_by(by, "competence.see"):
        for paper in papers:
            note_feedback(by=by, observation=observation, said=paper)


def every(number: int, **other: int | None) -> dict[str, Any]:
    """A paper with one number throughout, but for some."""
    return dict.fromkeys(QUESTIONS, number) | other


def shown(observation: Observation) -> list[str]:
    """The means, question by question."""
    return [row["shown"] for row in feedback_rows(observation)["rows"]]


def test_four_papers_show_nothing(service: Service):
    observation = service.planned()
    enter(service, observation, *[every(4)] * 4)
    expected = {"papers": 4, "least": 5, "rows": [], "usable": True}
    assert feedback_rows(observation) == expected


def test_five_papers_show_their_means(service: Service):
    observation = service.planned()
    enter(service, observation, *[every(4)] * 3, *[every(3, useful=1)] * 2)
    assert shown(observation) == ["3.6", "3.6", "3.6", "3.6", "2.8"]


def test_a_question_that_few_answered_shows_none(service: Service):
    observation = service.planned()
    enter(service, observation, *[every(4)] * 4, every(4, practised=None))
    assert shown(observation) == ["4.0", "4.0", "4.0", "–", "4.0"]


def test_papers_have_no_order(service: Service):
    one, other = service.planned(), service.planned()
    enter(service, one, every(4), every(1), every(3))
    enter(service, other, every(3), every(4), every(1))
    assert feedback_on(one) == feedback_on(other)


def test_nobody_is_the_subject_of_a_paper(service: Service):
    observation = service.planned()
    enter(service, observation, every(4))
    (sheet,) = Sheet.of_things.filter(instrument="session-feedback")
    assert (sheet.subject_id, sheet.thing) == (None, observation.case_ref())
    acts = Payload.objects.filter(act__kind__in=["forms.open_sheet", "forms.answer"])
    assert {row.subject_id for row in acts} == {SERVICE.party}


def refused(service: Service, observation: Observation, by: Any, **said: int) -> list[str]:
    """Why a paper is not taken."""
    with pytest.raises(Refused) as caught:
        note_feedback(by=by, observation=observation, said=said)
    return [reason.code for reason in caught.value.reasons]


def test_the_observed_enters_no_papers(service: Service):
    observation = service.planned()
    by = service.actor(service.facilitator)
    assert refused(service, observation, by, useful=4) == ["own-observation"]


def test_an_empty_paper_is_none(service: Service):
    observation = service.planned()
    assert refused(service, observation, service.actor(service.first)) == ["nothing-said"]


def test_no_number_off_the_scale(service: Service):
    observation = service.planned()
    by = service.actor(service.first)
    assert refused(service, observation, by, useful=9) == ["too-high"]
    assert feedback_on(observation) == []


def test_what_is_over_takes_no_papers(service: Service):
    observation = service.planned()
    advance(by=service.leader, observation=observation, code="cancel", reason="Fell out.")
    by = service.actor(service.first)
    assert refused(service, observation, by, useful=4) == ["over"]


def test_a_form_that_is_withdrawn_takes_no_papers(service: Service):
    observation = service.planned()
    gone = Decision("withdrawn", "The director", "Replaced.", TODAY)
    decide(by=SERVICE, agency="ievp", of=used("session-feedback"), decision=gone)
    by = service.actor(service.first)
    assert refused(service, observation, by, useful=4) == ["no-form"]
    assert feedback_rows(observation)["usable"] is False
