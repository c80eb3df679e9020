"""The pages and the API of duties, and “Your duties” on paper."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tilts.casework.supervision.actions.duties import NewDuty, impose_duty
from tilts.casework.supervision.actions.orders import explain
from tilts.casework.supervision.duties_sheet import DutiesSheet
from tilts.casework.supervision.models import Duty, DutyCheck
from tilts.doors.api.tests.callers import browser as caller
from tilts.platform.documents.models import Document
from tilts.platform.documents.typesetting import typeset

from .ordered import EXPLAINED, TODAY, Orders, again, day, text
from .test_duties import BY_COURT

DECIDED = {"imposed_by": "court", "basis": "Reg. 107/2015", "decision": "K-7", "on": str(day(2))}


def at(name: str, *ids: Any) -> str:
    return reverse(f"supervision:{name}", args=ids)


def test_a_duty_is_chosen_imposed_changed_lifted_and_checked(orders: Orders, desk: Client) -> None:
    case = orders.active()
    page = text(desk.get(at("choose_duty", case.pk)))
    assert "Not contact certain people can be watched electronically" in page
    form = text(desk.get(at("impose", case.pk, "attend")))
    assert "Come at the time set Days" in form
    assert desk.post(at("impose", case.pk, "attend"), {**DECIDED, "days": ""}).status_code == 422
    answer = desk.post(at("impose", case.pk, "attend"), {**DECIDED, "days": "7"})
    assert (answer.status_code, answer["Location"]) == (302, at("order", case.pk))
    duty = Duty.objects.get()
    assert desk.get(at("impose", case.pk, "wear_a_hat")).status_code == 404
    changed = {**DECIDED, "days": "14", "on": str(TODAY)}
    assert desk.post(at("change_duty", duty.pk), changed).status_code == 302
    duty = Duty.objects.get(until=None)
    said = {"on": str(TODAY), f"kept_{duty.pk}": "partly", f"note_{duty.pk}": "came late"}
    assert desk.post(at("check", case.pk), said).status_code == 302
    page = text(desk.get(at("order", case.pk)))
    assert "Come to your officer every 14 days, at the time you are told. court, K-7" in page
    assert "came late" in page
    assert "kept in part" in page
    assert "Come to your officer every 7 days" in page
    person = text(desk.get(reverse("web:person", args=[case.person_id])))
    assert "Come to your officer every 14 days" in person
    assert desk.post(at("lift_duty", duty.pk), {**DECIDED, "on": str(TODAY)}).status_code == 302
    assert again(duty).ended_how == "lifted"


def test_an_amount_is_kept_in_cents_and_a_date_as_a_date(orders: Orders, desk: Client) -> None:
    case = orders.received()
    sent = {**DECIDED, "sum": "1234.50", "until": str(TODAY)}
    assert desk.post(at("impose", case.pk, "compensate"), sent).status_code == 302
    duty = Duty.objects.get()
    assert duty.slots == {"sum": 123450, "until": str(TODAY)}
    assert 'value="1234.5"' in desk.get(at("change_duty", duty.pk)).content.decode()


def test_the_api_takes_the_same_steps(orders: Orders) -> None:
    case, client = orders.active(), caller(orders.caseload.officer)
    path = f"/supervisions/{case.pk}"
    answer = client.post(f"{path}/duties", {**DECIDED, "code": "attend", "slots": {"days": 7}})
    assert answer.status_code == 201
    duty = answer.json()["id"]
    wrong = client.post(f"{path}/duties", {**DECIDED, "code": "attend", "slots": {"days": 7}})
    assert [one["code"] for one in wrong.json()["reasons"]] == ["stands-already"]
    found = {"on": str(TODAY), "found": [{"duty": duty, "kept": "kept"}]}
    assert client.post(f"{path}/checks", found).status_code == 201
    listed = client.get(f"{path}/duties").json()
    assert listed["items"] == [
        {
            "id": duty,
            "code": "attend",
            "text": "Come to your officer every 7 days, at the time you are told.",
            "slots": {"days": 7},
            "imposed_by": "court",
            "basis": "Reg. 107/2015",
            "decision": "K-7",
            "since": str(day(2)),
            "until": None,
            "ended_how": "",
            "replaces": None,
            "kept": "kept",
            "checked_on": str(TODAY),
        }
    ]
    changed = {**DECIDED, "on": str(TODAY), "slots": {"days": 21}}
    answer = client.post(f"/duties/{duty}/change", changed)
    assert answer.status_code == 201
    lifted = {**DECIDED, "on": str(TODAY)}
    assert client.post(f"/duties/{answer.json()['id']}/lift", lifted).status_code == 201
    assert client.post(f"{path}/paper", {"language": "lt"}).status_code == 201
    assert (DutyCheck.objects.count(), Document.objects.get().kind) == (1, "duties")


@pytest.mark.parametrize(
    ("language", "duty"),
    [
        ("en", "Do not use alcohol or drugs."),
        ("lv", "Nelietojiet alkoholu un narkotikas."),
        ("lt", "Nevartokite alkoholio ir narkotikų."),
        ("ru", "Не употребляйте алкоголь и наркотики."),
    ],
)
def test_the_paper_speaks_the_language_of_the_person(
    orders: Orders, language: str, duty: str
) -> None:
    case = orders.registered()
    what = NewDuty(code="no_alcohol", decided=BY_COURT)
    impose_duty(by=orders.by, case=case, what=what)
    with override("en"):
        data = DutiesSheet(case).data(language, number="D-1", made_at="1")
    lists = {one["title"]: one["items"] for one in data["sections"]}
    assert next(iter(lists.values())) == (duty,)
    assert [len(items) for items in lists.values()] == [1, 3, 4, 3]
    assert (data["language"], data["name"]) == (language, case.person.name)


def test_the_paper_is_a_tagged_pdf_in_the_register(orders: Orders, desk: Client) -> None:
    case = explain(by=orders.by, case=orders.registered(), what=EXPLAINED)
    assert 'value="lv" selected' in desk.get(at("paper", case.pk)).content.decode()
    answer = desk.post(at("paper", case.pk), {"language": "ru"})
    made = Document.objects.get()
    assert answer["Location"] == reverse("documents:document", args=[made.pk])
    assert (made.kind, made.language, made.person_id) == ("duties", "ru", case.person_id)
    sheet = DutiesSheet(case)
    data = sheet.data("en", number="D-1", made_at="1")
    assert b"/StructTreeRoot" in typeset(sheet.template, data, made_at=made.made_at)
