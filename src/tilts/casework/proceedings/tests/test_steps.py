"""Every step has its page: it names the person, asks, refuses with the reason, and leads on."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tilts.casework.proceedings.actions import advance, end_measure, place
from tilts.casework.proceedings.models import Ending, Measure, Offence, Placement, Proceeding
from tilts.platform.parties.actors import SERVICE

from .pages import looks_at, page, send, signed_in
from .world import again, days_ago, imprisoned, judged, missing, opened, sentenced, today

pytestmark = pytest.mark.usefixtures("pages")
FUTURE = days_ago(-3).isoformat()
NOT_YET = "This day has not come yet. Give the day when it happened."
REQUIRED = "This field is required."


@pytest.fixture
def client(prison, person) -> Client:
    client = signed_in(prison, "head_of_unit")
    looks_at(client, person)
    return client


@pytest.fixture
def measure(person, prison) -> Measure:
    return sentenced(person, prison)


def args_of(name: str, measure: Measure) -> list[Any]:
    """What the address of a page names."""
    if name in ("start", "remand", "end"):
        return [measure.pk]
    return [measure.person_id] if name == "open" else [measure.proceeding_id]


STEPS = {
    "open": ("Open proceedings", "authority"),
    "offence": ("Add an offence", "code"),
    "measure": ("Add a sentence, measure or order", "kind"),
    "judgment": ("Record the judgment", "day"),
    "in_force": ("Enter into force", "day"),
    "wrong": ("somebody else", "file_number"),
    "start": ("Imprisonment: First day", "start"),
    "remand": ("Imprisonment: Remand counted", "days"),
    "end": ("Imprisonment: End", "ended_on"),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_names_the_person_and_asks(client, measure, person, name):
    title, field = STEPS[name]
    html = page(client, name, *args_of(name, measure))
    shown = {text: text in html for text in (title, f'name="{field}"', person.file_number)}
    assert shown == dict.fromkeys(shown, True)


@pytest.mark.parametrize("name", STEPS)
def test_an_empty_step_is_handed_back(client, measure, person, name):
    status, html = send(client, name, *args_of(name, measure))
    assert (status, REQUIRED in html, person.file_number in html) == (422, True, True)


@pytest.mark.parametrize("name", STEPS)
def test_who_only_reads_meets_a_closed_door(person, prison, measure, name):
    inspector = signed_in(prison, "inspector")
    looks_at(inspector, person)
    html = page(inspector, name, *args_of(name, measure), status=403)
    assert "None of your roles may do this." in html


@pytest.mark.parametrize("name", STEPS)
def test_who_is_signed_out_signs_in_first(measure, name):
    response = Client().get(reverse(f"proceedings:{name}", args=args_of(name, measure)))
    assert (response.status_code, "next=" in response["Location"]) == (302, True)


OPEN = {"authority": "Court", "reference": "K-7", "received_on": "2025-01-10"}
OFFENCE = {"code": "175", "committed_on": "2024-11-05"}
IMPOSED = {"kind": "imprisonment", "imposed_on": "2025-03-03", "years": "1"}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"unit": str(missing())}, "Select a valid choice."),
        ({"received_on": "31.02.2025"}, "Enter a valid date."),
        ({"received_on": FUTURE}, NOT_YET),
        ({"reference": "x" * 41}, "at most 40 characters"),
    ],
)
def test_what_cannot_be_opened(client, person, prison, said, message):
    status, html = send(client, "open", person.pk, **{**OPEN, "unit": prison.pk, **said})
    assert (status, message in html, Proceeding.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"committed_on": FUTURE}, NOT_YET),
        ({"committed_until": "2024-11-01"}, "The last day lies before the first."),
        ({"code": "175x"}, "The national code had no such offence on that day."),
        ({"code": "x" * 33}, "at most 32 characters"),
        ({"committed_on": "never"}, "Enter a valid date."),
    ],
)
def test_what_is_no_offence_is_said(client, person, prison, said, message):
    proceeding = opened(person, prison)
    status, html = send(client, "offence", proceeding.pk, **{**OFFENCE, **said})
    assert (status, message in html, Offence.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"kind": "flogging"}, "Select a valid choice."),
        ({"years": "-1"}, "greater than or equal to 0"),
        ({"hours": "0"}, "greater than or equal to 1"),
        ({"amount": "1.234"}, "no more than 2 decimal places"),
        ({"imposed_on": FUTURE}, NOT_YET),
        ({"years": ""}, "Say how long, how many hours or how much money."),
        ({"suspended": "on"}, "A suspended sentence has a probation period."),
        ({"probation_months": "6"}, "Only a suspended sentence has a probation period."),
    ],
)
def test_what_cannot_be_imposed_is_said(client, person, prison, said, message):
    proceeding = judged(person, prison)
    status, html = send(client, "measure", proceeding.pk, **{**IMPOSED, **said})
    assert (status, message in html, Measure.objects.count()) == (422, True, 0)


def test_the_unit_must_carry_out_such_a_measure(client, person, prison, probation):
    proceeding = judged(person, prison)
    status, html = send(client, "measure", proceeding.pk, **IMPOSED, unit=probation.pk)
    message = "A unit of this agency does not carry out such a measure."
    assert (status, message in html) == (422, True)


def test_one_term_is_offered_to_follow_another(client, person, prison):
    proceeding = judged(person, prison)
    first = imprisoned(proceeding)
    imprisoned(proceeding, kind="probation_supervision")
    html = page(client, "measure", proceeding.pk)
    assert "Imprisonment, 3 March 2025" in html
    assert "Probation supervision, 3 March 2025" not in html
    assert send(client, "measure", proceeding.pk, **IMPOSED, follows=first.pk)[0] == 302
    assert Measure.objects.get(follows=first).start is None
    said = {**IMPOSED, "follows": first.pk, "start": "2025-04-01"}
    status, html = send(client, "measure", proceeding.pk, **said)
    assert (status, "It follows another: leave its first day empty." in html) == (422, True)


@pytest.mark.parametrize(
    ("name", "day", "message"),
    [
        ("judgment", FUTURE, NOT_YET),
        ("judgment", "2020-01-01", "The offence lies after this judgment."),
        ("in_force", FUTURE, NOT_YET),
        ("in_force", "2025-03-05", "On this day the judgment could still be appealed."),
        ("in_force", "2025-03-20", "The judgment imposes nothing yet. Add the sentence."),
    ],
)
def test_what_cannot_be_judged_or_in_force(client, person, prison, name, day, message):
    proceeding = judged(person, prison)
    if name == "judgment":
        advance(by=SERVICE, proceeding=proceeding, code="appeal")
    before = again(proceeding).state
    status, html = send(client, name, proceeding.pk, day=day)
    assert (status, message in html, again(proceeding).state) == (422, True, before)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"ended_on": FUTURE, "how": "pardoned", "reason": "x"}, NOT_YET),
        ({"ended_on": "2025-01-01", "how": "pardoned", "reason": "x"},
         "It cannot end before it was imposed."),
        ({"ended_on": "2025-04-01", "how": "pardoned"}, "Say why."),
        ({"ended_on": "2025-04-01", "how": "served"},
         "By the calculation it is not served in full on that day."),
        ({"ended_on": "2025-04-01", "how": "death", "reason": "x"}, "Select a valid choice."),
    ],
)  # fmt: skip
def test_what_is_no_end(client, measure, said, message):
    status, html = send(client, "end", measure.pk, **said)
    assert (status, message in html, again(measure).ended_on) == (422, True, None)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("start", {"start": "2025-04-01"}),
        ("remand", {"days": "3", "reason": "the judgment"}),
        ("end", {"ended_on": "2025-05-01", "how": "pardoned", "reason": "amnesty"}),
    ],
)
def test_what_has_ended_is_left_alone(client, measure, name, said):
    end_measure(
        by=SERVICE, measure=measure, ended_on=days_ago(9), how=Ending.PARDONED, reason="amnesty"
    )
    status, html = send(client, name, measure.pk, **said)
    assert (status, "This measure has ended already." in html) == (422, True)
    assert again(measure).ended_on == days_ago(9)


def test_an_appeal_is_one_button(client, person, prison):
    proceeding = judged(person, prison)
    html = page(client, "move", proceeding.pk, "appeal")
    assert ("Note an appeal" in html, 'name="reason"' in html) == (True, False)
    assert send(client, "move", proceeding.pk, "appeal")[0] == 302
    assert again(proceeding).state == "appealed"


@pytest.mark.parametrize("code", ["acquit", "terminate"])
def test_a_serious_step_wants_its_reason(client, person, prison, code):
    proceeding = opened(person, prison)
    assert 'name="reason"' in page(client, "move", proceeding.pk, code)
    status, html = send(client, "move", proceeding.pk, code)
    assert (status, REQUIRED in html) == (422, True)
    assert again(proceeding).state == "before_judgment"


def test_an_error_is_marked_and_taken_back_from_the_page(client, person, prison):
    proceeding = opened(person, prison)
    assert send(client, "move", proceeding.pk, "mark_error", reason="typed twice")[0] == 302
    assert again(proceeding).state == "entered_in_error"
    assert "Add an offence" not in page(client, "one", proceeding.pk)
    assert send(client, "move", proceeding.pk, "reopen", reason="it was right")[0] == 302
    assert again(proceeding).state == "before_judgment"


def test_a_step_out_of_turn_says_so(client, person, prison):
    proceeding = opened(person, prison)
    status, html = send(client, "move", proceeding.pk, "complete")
    assert (status, "This cannot happen at the present stage of the case." in html) == (422, True)


@pytest.mark.parametrize(
    ("verb", "title"),
    [
        ("admit", "Admit to prison"),
        ("move", "Move to another unit"),
        ("return", "Back from an escape"),
        ("leave", "Leaves prison"),
    ],
)
def test_each_page_about_a_place(client, person, verb, title):
    html = page(client, "place", person.pk, verb)
    assert (title in html, person.file_number in html) == (True, True)
    status, html = send(client, "place", person.pk, verb)
    assert (status, REQUIRED in html, Placement.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(
    ("verb", "said", "message"),
    [
        ("admit", {"day": FUTURE}, NOT_YET),
        ("move", {"reason": "transfer"}, "The person is not in prison now."),
        ("return", {}, "No escape is noted from which the person could return."),
        ("leave", {"how": "release"}, "The person is not in prison now."),
        ("leave", {"how": "escape"}, "The person is not in prison now."),
        ("leave", {"how": "death"}, "Select a valid choice."),
        ("move", {"reason": "admission"}, "Select a valid choice."),
    ],
)
def test_what_cannot_become_of_a_place(client, person, prison, verb, said, message):
    given = {"day": today().isoformat(), "unit": prison.pk, **said}
    status, html = send(client, "place", person.pk, verb, **given)
    assert (status, message in html, Placement.objects.count()) == (422, True, 0)


def test_a_probation_unit_is_no_place(client, person, probation):
    given = {"day": today().isoformat(), "unit": probation.pk}
    status, html = send(client, "place", person.pk, "admit", **given)
    assert (status, "Select a valid choice." in html) == (422, True)


def test_the_history_of_places_is_newest_first(client, person, prison, other_prison):
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(20))
    given = {"day": days_ago(5).isoformat(), "unit": other_prison.pk, "reason": "transfer"}
    assert send(client, "place", person.pk, "move", **given)[0] == 302
    html = page(client, "placement", person.pk)
    assert html.index("transfer") < html.index("admission")
