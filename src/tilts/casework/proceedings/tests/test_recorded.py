"""What each action writes, and what it leaves in the record: before, after and why."""

from datetime import date
from typing import Any

import pytest
from django.forms.models import model_to_dict

from tilts.casework.proceedings.actions import (
    NewMeasure,
    add_offence,
    advance,
    count_remand,
    end_measure,
    end_placement,
    enter_into_force,
    impose_measure,
    move_unit,
    note_escape,
    note_return,
    open_proceeding,
    place,
    record_judgment,
    start_measure,
)
from tilts.casework.proceedings.models import Ending, Measure, Placement
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

from .world import (
    IN_FORCE,
    JUDGED,
    again,
    days_ago,
    imprisoned,
    judged,
    opened,
    recorded,
    sentenced,
)

COMMITTED = date(2024, 11, 5)


def kinds_since(mark: int) -> list[str]:
    """Kinds of the acts after the first `mark` ones, in the order written."""
    return list(Act.objects.order_by("recorded_at").values_list("kind", flat=True))[mark:]


def only(kind: str) -> tuple[str, list[Any]]:
    (found,) = recorded(kind)
    return found


def test_opening(person, prison, clerk):
    proceeding = open_proceeding(
        by=clerk,
        person=person,
        unit=prison,
        authority="Rīga City Court",
        reference="K-1",
        received_on=date(2025, 1, 10),
    )
    after = {
        "id": str(proceeding.pk),
        "state": "before_judgment",
        "unit_id": prison.pk if isinstance(prison.pk, int) else str(prison.pk),
        "person_id": str(person.pk),
        "country": "LV",
        "authority": "Rīga City Court",
        "reference": "K-1",
        "received_on": "2025-01-10",
        "judged_on": None,
        "in_force_on": None,
        "copy_of_id": None,
    }
    assert only("proceedings.begin") == ("", [("proceeding", None, after)])
    act = Act.objects.get(kind="proceedings.begin")
    assert (act.actor_id, act.effective_at.date()) == (clerk.party, date(2025, 1, 9))


def test_an_offence(person, prison):
    proceeding = opened(person, prison)
    offence = add_offence(
        by=SERVICE,
        proceeding=proceeding,
        code="176",
        committed_on=COMMITTED,
        committed_until=date(2024, 11, 9),
        attempt=True,
        circumstances="at a market",
    )
    reason, [(model, before, after)] = only("proceedings.add_offence")
    assert (reason, model, before) == ("", "offence", None)
    assert after == {
        "id": str(offence.pk),
        "person_id": str(person.pk),
        "proceeding_id": str(proceeding.pk),
        "code": "176",
        "iccs": "04",
        "gravity": "serious",
        "committed_on": "2024-11-05",
        "committed_until": "2024-11-09",
        "attempt": True,
        "circumstances": "at a market",
    }


def test_a_judgment_and_its_entry_into_force(person, prison):
    proceeding = judged(person, prison)
    imprisoned(proceeding)
    enter_into_force(by=SERVICE, proceeding=proceeding, in_force_on=IN_FORCE)
    judgments = recorded("proceedings.record_judgment")
    assert judgments == [
        ("", [(
            "proceeding",
            {"state": "before_judgment", "judged_on": None},
            {"state": "judged", "judged_on": "2025-03-03"},
        )])
    ]  # fmt: skip
    changes = [change for _, rows in recorded("proceedings.enter_into_force") for change in rows]
    assert changes == [
        (
            "proceeding",
            {"state": "judged", "in_force_on": None},
            {"state": "in_force", "in_force_on": "2025-03-20"},
        ),
        ("measure", {"in_force_on": None}, {"in_force_on": "2025-03-20"}),
    ]
    (category,) = recorded("people.set_category")
    assert category[0] == "A judgment is in force."


def test_a_measure(person, prison):
    proceeding = judged(person, prison)
    what = NewMeasure(
        kind="imprisonment", imposed_on=JUDGED, years=1, months=2, days=3, remand_days=4
    )
    measure = impose_measure(by=SERVICE, proceeding=proceeding, what=what)
    reason, [(model, before, after)] = only("proceedings.impose_measure")
    assert (reason, model, before) == ("", "measure", None)
    assert after == {
        "id": str(measure.pk),
        "person_id": str(person.pk),
        "proceeding_id": str(proceeding.pk),
        "kind": "imprisonment",
        "imposed_on": "2025-03-03",
        "in_force_on": None,
        "start": None,
        "years": 1,
        "months": 2,
        "days": 3,
        "minutes": None,
        "cents": None,
        "suspended": False,
        "probation_months": None,
        "follows_id": None,
        "remand_days": 4,
        "release_class": "",
        "unit_id": None,
        "ended_on": None,
        "ended_how": "",
    }


def test_the_whole_row_of_a_measure_in_each_of_its_shapes(person, prison, probation):
    proceeding = judged(person, prison)
    first = imprisoned(proceeding)
    shapes: list[dict[str, Any]] = [
        {"kind": "imprisonment", "months": 8, "follows": first},
        {"kind": "imprisonment", "years": 1, "suspended": True, "probation_months": 24},
        {"kind": "community_service", "minutes": 7200, "unit": probation},
        {"kind": "community_service", "cents": 35050},
        {"kind": "life_imprisonment"},
        {"kind": "imprisonment", "years": 3, "release_class": "after_revoked_release"},
        {"kind": "evaluation_report"},
    ]
    empty = {
        **dict.fromkeys(("years", "months", "days", "remand_days"), 0),
        **dict.fromkeys(("minutes", "cents", "probation_months", "follows", "unit", "start")),
        **dict.fromkeys(("in_force_on", "ended_on")),
        **dict.fromkeys(("release_class", "ended_how"), ""),
        "suspended": False,
        "imposed_on": JUDGED,
        "person": person.pk,
        "proceeding": proceeding.pk,
    }
    for shape in shapes:
        what = NewMeasure(imposed_on=JUDGED, **shape)
        row = again(impose_measure(by=SERVICE, proceeding=proceeding, what=what))
        ids = {name: v.pk for name, v in shape.items() if name in ("follows", "unit")}
        assert model_to_dict(row) == {**empty, **shape, **ids}


def test_a_first_day_remand_and_an_end(person, prison):
    measure = sentenced(person, prison, start=None)
    start_measure(by=SERVICE, measure=measure, start=IN_FORCE)
    count_remand(by=SERVICE, measure=measure, days=60, reason="the judgment says so")
    end_measure(
        by=SERVICE,
        measure=measure,
        ended_on=date(2025, 9, 1),
        how=Ending.PARDONED,
        reason="by the President",
    )
    assert only("proceedings.start_measure") == (
        "",
        [("measure", {"start": None}, {"start": "2025-03-20"})],
    )
    assert only("proceedings.count_remand") == (
        "the judgment says so",
        [("measure", {"remand_days": 0}, {"remand_days": 60})],
    )
    assert only("proceedings.end_measure") == (
        "by the President",
        [(
            "measure",
            {"ended_on": None, "ended_how": ""},
            {"ended_on": "2025-09-01", "ended_how": "pardoned"},
        )],
    )  # fmt: skip


def placed(person, unit, since: date, reason: str, **values: object) -> dict[str, object]:
    """A placement as the record shows it when it begins."""
    row = Placement.objects.get(person=person, since=since)
    return {
        "id": str(row.pk),
        "person_id": str(person.pk),
        "unit_id": unit.pk if isinstance(unit.pk, int) else str(unit.pk),
        "since": since.isoformat(),
        "until": None,
        "reason": reason,
        "ended_how": "",
        **values,
    }


def test_admission_and_a_move(person, prison, other_prison):
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(30))
    move_unit(by=SERVICE, person_id=person.pk, unit=other_prison, on=days_ago(20))
    first = placed(person, prison, days_ago(30), "admission")
    assert only("proceedings.place") == ("", [("placement", None, first)])
    second = placed(person, other_prison, days_ago(20), "transfer")
    assert only("proceedings.move_unit") == (
        "",
        [
            ("placement", {"until": None}, {"until": days_ago(20).isoformat()}),
            ("placement", None, second),
        ],
    )


def test_a_release_says_how_and_why(person, prison):
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(30))
    end_placement(
        by=SERVICE,
        person_id=person.pk,
        on=days_ago(2),
        how=Placement.Ended.RELEASE,
        reason="the court released her",
    )
    assert only("proceedings.end_placement") == (
        "the court released her",
        [(
            "placement",
            {"until": None, "ended_how": ""},
            {"until": days_ago(2).isoformat(), "ended_how": "release"},
        )],
    )  # fmt: skip


def test_an_escape_and_a_return_leave_a_row_in_each_case(person, prison):
    one, two = opened(person, prison), judged(person, prison)
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(30))
    mark = Act.objects.count()
    note_escape(by=SERVICE, person_id=person.pk, on=days_ago(9), reason="from a work site")
    moved = ["proceedings.end_placement", *["proceedings.person_escaped"] * 2]
    assert sorted(kinds_since(mark)) == sorted(moved)
    mark = Act.objects.count()
    note_return(by=SERVICE, person_id=person.pk, unit=prison, on=days_ago(3), reason="caught")
    moved = ["proceedings.place", *["proceedings.person_returned"] * 2]
    assert sorted(kinds_since(mark)) == sorted(moved)
    assert {reason for reason, _ in recorded("proceedings.person_escaped")} == {"from a work site"}
    assert {reason for reason, _ in recorded("proceedings.person_returned")} == {"caught"}
    assert [again(case).state for case in (one, two)] == ["before_judgment", "judged"]


@pytest.mark.parametrize(
    ("code", "how"), [("acquit", Ending.QUASHED), ("terminate", Ending.QUASHED)]
)
def test_what_ends_with_the_proceedings(person, prison, code, how):
    proceeding = opened(person, prison)
    remand = NewMeasure(kind="remand", imposed_on=days_ago(50))
    measure = impose_measure(by=SERVICE, proceeding=proceeding, what=remand)
    advance(by=SERVICE, proceeding=proceeding, code=code, reason="not proven")
    assert only("proceedings.end_running") == (
        "",
        [(
            "measure",
            {"ended_on": None, "ended_how": ""},
            {"ended_on": days_ago(0).isoformat(), "ended_how": how.value},
        )],
    )  # fmt: skip
    (closed,) = recorded(f"proceedings.{code}")
    assert closed[0] == "not proven"
    assert Measure.objects.get(pk=measure.pk).ended_on == days_ago(0)


def test_a_refusal_leaves_nothing(person, prison):
    proceeding = opened(person, prison)
    mark = Act.objects.count()
    with pytest.raises(Exception, match="no-offence"):
        record_judgment(by=SERVICE, proceeding=proceeding, judged_on=JUDGED)
    assert (Act.objects.count(), again(proceeding).state) == (mark, "before_judgment")
