"""Proceedings through the API: whole answers, every step, refusals with all their reasons."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.people.pairs import merge_people
from tilts.casework.proceedings.actions import add_offence
from tilts.casework.proceedings.models import Measure, Offence, OffenceDetail, Proceeding
from tilts.casework.proceedings.tests import world
from tilts.casework.proceedings.tests.world import days_ago
from tilts.doors.api.tests.callers import Caller, browser, person, reasons, system, told
from tilts.doors.api.tests.sentences import again, sentenced, suspected
from tilts.platform.access.scoped import behind, seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act, Consultation

COMMITTED = "2024-11-05"
OPEN = {"authority": "Rīga City Court", "reference": "K-7", "received_on": "2025-01-10"}
WHY = {"Tilts-Purpose": "cover"}


def row(proceeding: Proceeding, **other: Any) -> dict[str, Any]:
    """Proceedings before judgment as the API says them."""
    said = {
        "id": str(proceeding.pk),
        "person": str(proceeding.person_id),
        "unit": str(proceeding.unit_id),
        "country": "LV",
        "authority": "Rīga City Court",
        "reference": "K-1",
        "received_on": "2025-01-10",
        "judged_on": None,
        "in_force_on": None,
        "presumed_innocent": True,
        "state": "before_judgment",
        "stage": "before judgment",
    }
    return {**said, **other}


def imprisonment(measure: Measure, **other: Any) -> dict[str, Any]:
    """Two years in prison, in force, as the API says them."""
    said = {
        **dict.fromkeys(("minutes", "cents", "probation_months", "follows", "unit", "ended_on")),
        **dict.fromkeys(("months", "days", "remand_days"), 0),
        "id": str(measure.pk),
        "kind": "imprisonment",
        "title": "Imprisonment",
        "imposed_on": "2025-03-03",
        "in_force_on": "2025-03-20",
        "start": "2025-03-20",
        "years": 2,
        "suspended": False,
        "release_class": "",
        "ended_how": "",
    }
    return {**said, **other}


def whole(caller: Caller, proceeding: Any) -> dict[str, Any]:
    """Everything that the API says of proceedings."""
    answer = caller.get(f"/proceedings/{proceeding}", **WHY)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def looks() -> list[tuple[str, list[Any]]]:
    rows = Consultation.objects.order_by("pk").prefetch_related("shown")
    return [(c.way, [s.person_id for s in c.shown.all()]) for c in rows]


def test_the_proceedings_of_somebody_newest_first(house, exchange):
    found, first = suspected(house)
    with seen_by(SERVICE):
        second = world.opened(found, house.units["riga"], received_on=date(2025, 2, 1))
    rows = [row(second, received_on="2025-02-01"), row(first)]
    address = f"/people/{found.pk}/proceedings"
    assert told(exchange.get(address)) == (200, {"items": rows, "next": None, "previous": None})
    one = exchange.get(address, {"size": 1}).json()
    rest = exchange.get(address, {"size": 1, "cursor": one["next"]}).json()
    assert (one["items"], rest["items"], rest["next"]) == (rows[:1], rows[1:], None)
    assert looks() == [("api", [found.pk])] * 3


def test_those_of_a_merged_record_are_listed_with_it(house, exchange):
    found, proceeding = suspected(house)
    kept = person(house, "Ozols")
    with seen_by(SERVICE):
        merge_people(by=SERVICE, kept_id=kept.pk, gone_id=found.pk, reason="one person")
    assert exchange.get(f"/people/{kept.pk}/proceedings").json()["items"] == [row(proceeding)]


def test_proceedings_before_judgment_in_whole(house, exchange):
    found, proceeding = suspected(house)
    said = whole(exchange, proceeding.pk)
    nothing = {"day": None, "why_not": ["There is no term in prison to serve."], "working": []}
    assert said["proceeding"] == row(proceeding)
    assert (said["offences"], said["measures"]) == ([], [])
    (opened,) = said["history"]
    assert (opened["state"], opened["move"]) == ("before_judgment", "")
    assert said["release"] == {
        "end": {"title": "End of sentence", **nothing},
        "conditional": {"title": "Earliest conditional release", **nothing},
        "monitored": {"title": "Earliest release with electronic monitoring", **nothing},
    }
    assert looks() == [("api", [found.pk])]


def test_what_can_happen_next_says_why_not(house, exchange):
    _, proceeding = suspected(house)
    no_offence = "No offence is recorded. Add what the person is judged for."
    no_role = {
        "code": "no-role",
        "text": "None of your roles may do this. Ask your head of unit.",
    }
    assert whole(exchange, proceeding.pk)["moves"][0] == {
        "code": "record_judgment",
        "title": "Record the judgment",
        "description": "The court has found the person guilty. It may still be appealed.",
        "suggested": False,
        "reasons": [{"code": "no-offence", "text": no_offence}],
    }
    moves = {move["code"]: move["reasons"] for move in whole(exchange, proceeding.pk)["moves"]}
    assert {code: moves[code] for code in moves if code != "record_judgment"} == {
        "acquit": [],
        "terminate": [],
        "mark_error": [no_role],
        "mark_wrong_person": [no_role],
    }


def test_a_sentence_in_force_in_whole(house, exchange):
    measure = sentenced(house)
    said = whole(exchange, measure.proceeding_id)
    (offence,) = said["offences"]
    assert {**offence, "id": ""} == {
        "id": "",
        "code": "175",
        "title": "Theft",
        "iccs": "05",
        "gravity": "less_serious",
        "committed_on": COMMITTED,
        "committed_until": None,
        "attempt": False,
        "walled": False,
        "circumstances": "",
    }
    assert said["measures"] == [imprisonment(measure)]
    assert [(step["state"], step["move"]) for step in said["history"]] == [
        ("before_judgment", ""),
        ("judged", "record_judgment"),
        ("in_force", "enter_into_force"),
    ]
    assert said["proceeding"]["presumed_innocent"] is False


def test_the_release_says_its_working_line_by_line(house, exchange):
    measure = sentenced(house)
    term = "Imprisonment: 2 years from 20 March 2025, to its last day"
    expected = {
        "title": "End of sentence",
        "day": "2027-03-19",
        "why_not": [],
        "working": [{"text": term, "result": "19 March 2027", "confirmed": True}],
    }
    everything = exchange.get(f"/people/{measure.person_id}/release").json()
    assert everything["end"] == expected
    assert everything == whole(exchange, measure.proceeding_id)["release"]
    half = "Imprisonment: 1/2 of 730 days must be served (less_serious)"
    (first, last) = everything["conditional"]["working"]
    assert first == {"text": half, "result": "365 days", "confirmed": False}
    assert everything["conditional"]["day"] == "2026-03-19"
    assert last["result"] == "19 March 2026"


def test_the_release_in_the_language_of_the_reader(house, exchange):
    measure = sentenced(house)
    said = exchange.get(f"/people/{measure.person_id}/release", **{"Accept-Language": "lv"})
    (line,) = said.json()["end"]["working"]
    assert line["text"].startswith("Brīvības atņemšana")
    assert said.json()["end"]["day"] == "2027-03-19"


def test_the_release_of_a_person_counts_all_their_sentences(house, exchange):
    measure = sentenced(house)
    with seen_by(SERVICE):
        second = world.judged(measure.person, house.units["riga"])
        world.imprisoned(second, years=3)
    everything = exchange.get(f"/people/{measure.person_id}/release").json()
    assert everything["end"]["day"] == "2028-03-19"
    assert whole(exchange, measure.proceeding_id)["release"]["end"]["day"] == "2027-03-19"


def test_who_is_responsible_and_why(house, exchange):
    measure = sentenced(house, kind="probation_supervision")
    said = exchange.get(f"/people/{measure.person_id}/responsible")
    why = "Probation carries out: Probation supervision."
    assert told(said) == (200, {"who": "probation", "why": why})
    found, _ = suspected(house)
    why = "Not in prison, and no measure is carried out."
    nobody = exchange.get(f"/people/{found.pk}/responsible")
    assert told(nobody) == (200, {"who": "none", "why": why})


WORDS = "what happened behind the wall"


def test_walled_circumstances_do_not_leave(house, exchange):
    _, proceeding = suspected(house)
    address = f"/proceedings/{proceeding.pk}/offences"
    for code, said in (("160", WORDS), ("175", "at a market")):
        body = {"code": code, "committed_on": COMMITTED, "circumstances": said}
        assert exchange.post(address, body).status_code == 201
    with seen_by(SERVICE), behind("sexual-offences"):
        assert [detail.circumstances for detail in OffenceDetail.objects.all()] == [WORDS]
    answer = exchange.get(f"/proceedings/{proceeding.pk}")
    assert WORDS not in answer.content.decode()
    rows = {(o["code"], o["walled"], o["circumstances"]) for o in answer.json()["offences"]}
    assert rows == {("160", True, ""), ("175", False, "at a market")}


def test_not_even_for_who_may_open_the_wall(house):
    found, proceeding = suspected(house)
    with seen_by(SERVICE):
        committed = date(2024, 11, 5)
        add_offence(
            by=SERVICE,
            proceeding=proceeding,
            code="160",
            committed_on=committed,
            circumstances=WORDS,
        )
    head = browser(house.member("head_of_unit"))
    addresses = (
        f"/people/{found.pk}/proceedings",
        f"/proceedings/{proceeding.pk}",
        f"/people/{found.pk}/release",
    )
    answers = [head.get(address, **WHY) for address in addresses]
    assert [(a.status_code, WORDS in a.content.decode()) for a in answers] == [(200, False)] * 3
    assert Consultation.objects.filter(about__startswith="wall:").count() == 0


def test_a_system_takes_proceedings_all_the_way(house, exchange):
    found = person(house, "Ozols", category="suspect")
    unit = str(house.units["riga"].pk)
    made = exchange.post(f"/people/{found.pk}/proceedings", {**OPEN, "unit": unit})
    assert told(made) == (201, {"id": made.json()["id"], "version": None})
    one = f"/proceedings/{made.json()['id']}"
    offence = exchange.post(f"{one}/offences", {"code": "175", "committed_on": COMMITTED})
    judged = exchange.post(f"{one}/judgment", {"day": "2025-03-03"})
    sentence = {"kind": "imprisonment", "imposed_on": "2025-03-03", "months": 3}
    measure = exchange.post(f"{one}/measures", sentence).json()["id"]
    in_force = exchange.post(f"{one}/in-force", {"day": "2025-03-20"})
    started = exchange.post(f"/measures/{measure}/start", {"start": "2025-03-20"})
    begun = exchange.post(f"{one}/moves/begin_serving", {})
    remand = exchange.post(f"/measures/{measure}/remand", {"days": 5, "reason": "the judgment"})
    end = {"ended_on": "2025-06-14", "how": "served"}
    ended = exchange.post(f"/measures/{measure}/end", end)
    completed = exchange.post(f"{one}/moves/complete", {})
    moved = (judged, in_force, begun, completed)
    assert [told(answer) for answer in moved] == [told(made)] * 4
    own = (201, {"id": measure, "version": None})
    assert [told(answer) for answer in (started, remand, ended)] == [own] * 3
    said = whole(exchange, made.json()["id"])
    assert said["measures"] == [
        {
            **imprisonment(Measure(pk=measure), years=0, months=3, remand_days=5),
            "ended_on": "2025-06-14",
            "ended_how": "served",
        }
    ]
    assert [o["id"] for o in said["offences"]] == [offence.json()["id"]]
    assert said["proceeding"]["state"] == "completed"
    assert again(found).category == "convicted"
    actors = Act.objects.filter(kind__startswith="proceedings.").values_list("actor_id", flat=True)
    assert set(actors) == {exchange.party}


@pytest.mark.parametrize(
    ("body", "stored"),
    [
        ({"kind": "community_service", "hours": 120}, {"minutes": 7200}),
        ({"kind": "community_service", "cents": 35050}, {"cents": 35050}),
        (
            {"kind": "imprisonment", "years": 1, "suspended": True, "probation_months": 18},
            {"years": 1, "suspended": True, "probation_months": 18},
        ),
        ({"kind": "life_imprisonment"}, {}),
        (
            {"kind": "imprisonment", "years": 1, "release_class": "after_revoked_release"},
            {"years": 1, "release_class": "after_revoked_release"},
        ),
    ],
)
def test_what_a_court_imposes_in_each_of_its_shapes(house, exchange, body, stored):
    found = person(house, "Ozols")
    with seen_by(SERVICE):
        proceeding = world.judged(found, house.units["riga"])
    address = f"/proceedings/{proceeding.pk}/measures"
    answer = exchange.post(address, {"imposed_on": "2025-03-03", **body})
    assert answer.status_code == 201, answer.content
    (said,) = whole(exchange, proceeding.pk)["measures"]
    usual = imprisonment(Measure(pk=answer.json()["id"]), in_force_on=None, start=None, years=0)
    assert said == {**usual, "kind": body["kind"], "title": said["title"], **stored}


def test_one_sentence_follows_another(house, exchange):
    first = sentenced(house)
    body = {"kind": "imprisonment", "imposed_on": "2025-03-03", "years": 1}
    address = f"/proceedings/{first.proceeding_id}/measures"
    answer = exchange.post(address, {**body, "follows": str(first.pk)})
    assert answer.status_code == 201
    follows = [m["follows"] for m in whole(exchange, first.proceeding_id)["measures"]]
    assert sorted(follows, key=str) == [str(first.pk), None]
    own = exchange.post(address, {**body, "follows": str(first.pk), "start": "2025-04-01"})
    assert reasons(own) == (422, ["own-start"])
    elsewhere = sentenced(house)
    answer = exchange.post(address, {**body, "follows": str(elsewhere.pk)})
    assert [error["field"] for error in answer.json()["errors"]] == ["body.follows"]


FAULTS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("offences", {"code": "x", "committed_on": COMMITTED}, ["unknown-offence"]),
    ("offences", {"code": "175", "committed_on": "1899-12-31"}, ["long-ago"]),
    (
        "offences",
        {"code": "175", "committed_on": "2999-01-01", "committed_until": "2024-01-01"},
        ["in-future", "period-reversed"],
    ),
    ("judgment", {"day": "2999-01-01"}, ["in-future"]),
    ("judgment", {"day": "0001-01-01"}, ["long-ago"]),
    ("judgment", {"day": "2025-03-03"}, ["no-offence"]),
    ("in-force", {"day": "2025-03-03"}, ["not-from-here"]),
    ("moves/complete", {}, ["not-from-here"]),
    ("moves/mark_error", {"reason": "typed twice"}, ["no-role"]),
    (
        "measures",
        {"kind": "imprisonment", "imposed_on": "2025-03-03", "probation_months": 1},
        ["presumed-innocent", "no-length", "not-suspended"],
    ),
    (
        "measures",
        {"kind": "remand", "imposed_on": "2025-03-03", "years": 101, "start": "9999-12-31"},
        ["far-ahead", "too-much"],
    ),
]


@pytest.mark.parametrize(("step", "body", "codes"), FAULTS)
def test_a_refusal_gives_every_reason_and_writes_nothing(house, exchange, step, body, codes):
    _, proceeding = suspected(house)
    acts = Act.objects.count()
    answer = exchange.post(f"/proceedings/{proceeding.pk}/{step}", body)
    assert reasons(answer) == (403 if codes == ["no-role"] else 422, codes)
    assert Act.objects.count() == acts
    with seen_by(SERVICE):
        assert (Offence.objects.count(), Measure.objects.count()) == (0, 0)
    assert again(proceeding).state == "before_judgment"


FIELDS: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("judgment", {}, {"body.day": "Give this field."}),
    ("judgment", {"day": "31.02.2025"}, {"body.day": "Give a date, such as 2026-11-30."}),
    (
        "offences",
        {"code": "x" * 33, "committed_on": COMMITTED},
        {"body.code": "Ensure this value has at most 32 characters (it has 33)."},
    ),
    (
        "measures",
        {"kind": "remand", "imposed_on": "2025-03-03", "days": -1, "hours": 0},
        {
            "body.days": "Ensure this value is greater than or equal to 0.",
            "body.hours": "Ensure this value is greater than or equal to 1.",
        },
    ),
    (
        "measures",
        {"kind": "remand", "imposed_on": "2025-03-03", "cents": 10**13},
        {"body.cents": "Give 1000000000000 or less."},
    ),
    ("moves/acquit", {}, {"body.reason": "This field is required."}),
    (
        "moves/appeal",
        {"reason": "by the defence"},
        {"body": "No reason is kept for this step. Leave it out."},
    ),
    (
        "wrong-person",
        {"file_number": "26-99999", "reason": "a namesake"},
        {"body.file_number": "Nobody whom you may see has this file number."},
    ),
]


@pytest.mark.parametrize(("step", "body", "errors"), FIELDS)
def test_each_field_is_named_with_its_remedy(house, exchange, step, body, errors):
    _, proceeding = suspected(house)
    answer = exchange.post(f"/proceedings/{proceeding.pk}/{step}", body)
    assert reasons(answer) == (422, ["fields"])
    assert {error["field"]: error["text"] for error in answer.json()["errors"]} == errors


@pytest.mark.parametrize("code", ["dance", "person_died", "record_judgment", "mark_wrong_person"])
def test_a_move_that_staff_do_not_make_so_is_none(house, exchange, code):
    _, proceeding = suspected(house)
    answer = exchange.post(f"/proceedings/{proceeding.pk}/moves/{code}", {"reason": "x"})
    assert reasons(answer) == (404, ["not-there"])
    assert again(proceeding).state == "before_judgment"


def test_an_error_is_marked_and_taken_back(house):
    _, proceeding = suspected(house)
    head, one = browser(house.member("head_of_unit")), f"/proceedings/{proceeding.pk}"
    said = [
        head.post(f"{one}/moves/mark_error", {"reason": "typed twice"}, **WHY).status_code,
        again(proceeding).state,
        head.post(f"{one}/moves/reopen", {"reason": "it was right"}, **WHY).status_code,
        again(proceeding).state,
    ]
    assert said == [201, "entered_in_error", 201, "before_judgment"]


def test_proceedings_find_the_right_person(house):
    _, proceeding = suspected(house)
    right = person(house, "Cits", category="suspect")
    head = browser(house.member("head_of_unit"))
    body = {"file_number": right.file_number, "reason": "a namesake"}
    made = head.post(f"/proceedings/{proceeding.pk}/wrong-person", body, **WHY)
    assert made.status_code == 201
    with seen_by(SERVICE):
        copy = Proceeding.objects.get(pk=made.json()["id"])
    assert (copy.person_id, copy.state, copy.copy_of_id) == (
        *(right.pk, "before_judgment", proceeding.pk),
    )
    assert again(proceeding).state == "wrong_person"
    assert whole(head, copy.pk)["proceeding"]["person"] == str(right.pk)


def test_an_ended_measure_is_left_alone(house, exchange):
    measure = sentenced(house)
    one = f"/measures/{measure.pk}"
    end = {"ended_on": "2025-06-01", "how": "pardoned", "reason": "amnesty"}
    assert exchange.post(f"{one}/end", end).status_code == 201
    bodies = {"start": {"start": "2025-04-01"}, "remand": {"days": 3, "reason": "x"}, "end": end}
    answers = [reasons(exchange.post(f"{one}/{step}", body)) for step, body in bodies.items()]
    assert answers == [(422, ["ended-already"])] * 3


def test_an_end_that_cannot_be_says_all_that_is_wrong(house, exchange):
    one = f"/measures/{sentenced(house).pk}"
    early = {"ended_on": "1899-01-01", "how": "pardoned"}
    answer = exchange.post(f"{one}/end", early)
    assert reasons(answer) == (422, ["long-ago", "ends-too-early", "reason-missing"])
    served = exchange.post(f"{one}/end", {"ended_on": "2025-06-01", "how": "served"})
    assert reasons(served) == (422, ["not-served"])
    many = exchange.post(f"{one}/remand", {"days": 32768, "reason": "x"})
    assert reasons(many) == (422, ["too-much"])


def test_a_step_sent_twice_is_done_once(house, exchange):
    _, proceeding = suspected(house)
    address = f"/proceedings/{proceeding.pk}/offences"
    body = {"code": "175", "committed_on": COMMITTED}
    first, second = (exchange.post(address, body, key="one") for _ in range(2))
    assert told(first) == told(second)
    with seen_by(SERVICE):
        assert Offence.objects.count() == 1


def test_who_sees_nothing_cannot_tell_hidden_from_nobody(house):
    measure, stranger = sentenced(house), system(house, "data_exchange", "jelgava")

    def answers(who: Any, proceeding: Any, of: Any) -> list[Any]:
        bodies = {"start": {"start": "2025-04-01"}, "remand": {"days": 3, "reason": "x"}}
        return [
            *(
                told(stranger.get(f"/people/{who}/{what}"))
                for what in ("proceedings", "release", "responsible", "placements", "officers")
            ),
            told(stranger.get(f"/proceedings/{proceeding}")),
            told(stranger.post(f"/proceedings/{proceeding}/judgment", {"day": "2025-03-03"})),
            told(stranger.post(f"/proceedings/{proceeding}/moves/appeal", {})),
            *(told(stranger.post(f"/measures/{of}/{s}", body)) for s, body in bodies.items()),
        ]

    hidden = answers(measure.person_id, measure.proceeding_id, measure.pk)
    assert hidden == answers(uuid4(), uuid4(), uuid4())
    assert {status for status, _ in hidden} == {404}
    assert looks() == []


def test_who_may_only_see_does_not_write(house):
    measure, inspector = sentenced(house), system(house, "inspector")
    address = f"/proceedings/{measure.proceeding_id}"
    assert reasons(inspector.post(f"{address}/offences", {})) == (403, ["no-role"])
    assert inspector.get(address).status_code == 200


def test_a_member_of_staff_says_why_they_look(house):
    measure, clerk = sentenced(house), browser(house.member("clerk"))
    address = f"/proceedings/{measure.proceeding_id}"
    assert reasons(clerk.get(address)) == (403, ["purpose"])
    assert looks() == []
    assert clerk.get(address, **WHY).status_code == 200
    assert looks() == [("api", [measure.person_id])]


def test_the_answers_cost_the_same_for_one_row_and_three(house, exchange):
    measure = sentenced(house)
    addresses = (
        f"/people/{measure.person_id}/proceedings",
        f"/proceedings/{measure.proceeding_id}",
        f"/people/{measure.person_id}/release",
    )

    def queries() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as made:
                assert exchange.get(address).status_code == 200
            counts.append(len(made))
        return counts

    queries()  # caches of the process
    once = queries()
    with seen_by(SERVICE):
        for code in ("176", "177"):
            world.imprisoned(measure.proceeding)
            world.opened(measure.person, house.units["riga"])
            committed = days_ago(900)
            add_offence(
                by=SERVICE, proceeding=measure.proceeding, code=code, committed_on=committed
            )
    assert queries() == once
