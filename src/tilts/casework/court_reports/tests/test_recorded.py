"""What each action leaves in the record: about whom, behind which wall, before and after."""

from typing import Any

import pytest

from tilts.casework.court_reports.actions import (
    Remarks,
    Voice,
    add_paragraph,
    change_paragraph,
    correct_name,
    note_attempt,
    note_voice,
    pass_on,
    remove_paragraph,
    review,
    waive_victim,
)
from tilts.casework.people.tests.desk import recorded
from tilts.platform.record.models import Act
from tilts.platform.record.state import check_state

from .desk import FACT, JUDGED, TODAY, VICTIM, now

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
WALL = "victims"


def rows(kind: str) -> list[tuple[Any, Any, str, list[tuple[str, Any, Any]]]]:
    """Who, about whom, wall and changes of the acts of a kind."""
    return [(who, whom, wall, changes) for who, whom, wall, _why, changes in recorded(kind)]


def fields(values: Any, *names: str) -> dict[str, Any]:
    return {name: values[name] for name in names}


def test_an_attempt_is_recorded_whole(desk):
    case = desk.assigned()
    tried = note_attempt(by=desk.writer, case=case, on=TODAY, how="phone", came_of="No answer.")
    ((who, whom, wall, ((name, before, after),)),) = rows("court_reports.note_attempt")
    assert (who, whom, wall, name, before) == (
        desk.staff.pk,
        desk.anna.pk,
        "",
        "court_reports.attempt",
        None,
    )
    assert after == {
        "id": str(tried.pk),
        "person_id": str(desk.anna.pk),
        "of_report_id": str(case.pk),
        "on": TODAY.isoformat(),
        "by": "phone",
        "came_of": "No answer.",
    }


def test_a_paragraph_is_recorded_as_it_was_and_as_it_is(desk):
    case = desk.drafting()
    row = add_paragraph(by=desk.writer, case=case, section="family", what=FACT)
    row = change_paragraph(by=desk.writer, row=row, version=1, what=JUDGED)
    remove_paragraph(by=desk.writer, row=row, version=2)
    written, changed, removed = rows("court_reports.write")
    assert {(who, whom, wall) for who, whom, wall, _changes in (written, changed, removed)} == {
        (desk.staff.pk, desk.anna.pk, "")
    }
    ((_name, before, after),) = written[3]
    assert (before, fields(after, "text", "nature", "number", "version")) == (
        None,
        {"text": FACT.text, "nature": "fact", "number": 1, "version": 1},
    )
    ((_name, before, after),) = changed[3]
    assert (before, after) == (
        {
            "text": FACT.text,
            "nature": "fact",
            "source": "interview",
            "reliability": "said",
            "version": 1,
        },
        {
            "text": JUDGED.text,
            "nature": "judgement",
            "source": "",
            "reliability": "",
            "version": 2,
        },
    )
    ((_name, before, after),) = removed[3]
    assert (before["text"], after) == (JUDGED.text, None)
    assert check_state().faults == []


def test_what_is_written_about_the_victim_is_recorded_behind_the_wall(desk):
    case = desk.drafting()
    add_paragraph(by=desk.writer, case=case, section="victim", what=JUDGED)
    ((_who, whom, wall, ((name, _before, after),)),) = rows("court_reports.write")
    assert (whom, wall, name, after["text"]) == (
        desk.anna.pk,
        WALL,
        "court_reports.walledparagraph",
        JUDGED.text,
    )


def test_an_invitation_is_recorded_behind_the_wall_and_how_far_it_is_before_it(desk):
    desk.invited()
    found = rows("court_reports.invite_victim")
    assert sorted((wall, name) for _who, _whom, wall, changes in found for name, *_ in changes) == [
        ("", "court_reports.report"),
        (WALL, "court_reports.victimvoice"),
    ]
    open_to_all = next(changes for _who, _whom, wall, changes in found if not wall)
    assert open_to_all == [("court_reports.report", {"victim": ""}, {"victim": "invited"})]
    (walled,) = (changes for _who, _whom, wall, changes in found if wall)
    assert fields(walled[0][2], "name", "contact", "by", "invited_on", "waived_because") == {
        "name": VICTIM.name,
        "contact": VICTIM.contact,
        "by": "letter",
        "invited_on": TODAY.isoformat(),
        "waived_because": "",
    }


def test_what_the_victim_says_and_why_one_was_spared_are_read_by_few_in_the_record_too(desk):
    case, voice = desk.invited()
    heard = Voice(came="spoke", came_on=TODAY, harm="Fear.", wishes="Peace.")
    note_voice(by=desk.writer, voice=voice, what=heard)
    waive_victim(by=desk.writer, case=case, because="The other one is afraid.")
    for kind, secret in (
        ("court_reports.note_voice", "Fear."),
        ("court_reports.waive_victim", "The other one is afraid."),
    ):
        found = rows(kind)
        telling = {wall for _who, _whom, wall, changes in found if secret in str(changes)}
        assert (kind, telling) == (kind, {WALL})
    assert now(case).victim == "heard"


def test_a_reading_is_recorded_with_what_was_read_and_then_the_move(desk):
    case = desk.handed_in()
    back = Remarks(passed=False, remarks={"family": "Since when?"}, said="Once more.")
    reading = review(by=desk.colleague, case=case, what=back)
    changes = [
        (wall, name, after)
        for _who, _whom, wall, changes in rows("court_reports.review")
        for name, _before, after in changes
    ]
    assert [(wall, name) for wall, name, _after in changes].count(
        ("", "court_reports.paragraph")
    ) == 8
    assert [(wall, name) for wall, name, _after in changes].count(
        (WALL, "court_reports.walledparagraph")
    ) == 1
    (told,) = (after for _wall, name, after in changes if name == "court_reports.reading")
    assert fields(told, "id", "round", "remarks", "said", "passed", "reader_id") == {
        "id": str(reading.pk),
        "round": 1,
        "remarks": {"family": "Since when?"},
        "said": "Once more.",
        "passed": False,
        "reader_id": str(desk.colleague_staff.pk),
    }
    kinds = list(Act.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds.index("court_reports.review") < len(kinds) - 1
    assert check_state().faults == []


def test_a_corrected_name_is_recorded_as_it_was_before(desk):
    told = {"by": desk.writer, "person": desk.anna, "language": "lv", "case": "dative"}
    for form in ("Annijai Ozolai", "Annai Ozolai"):
        correct_name(form=form, **told)
    first, second = rows("court_reports.correct_name")
    assert (first[3][0][1], fields(first[3][0][2], "name", "language", "case", "form")) == (
        None,
        {"name": "Anna Ozola", "language": "lv", "case": "dative", "form": "Annijai Ozolai"},
    )
    assert second[3] == [
        ("court_reports.nameform", {"form": "Annijai Ozolai"}, {"form": "Annai Ozolai"})
    ]


def test_why_it_was_passed_on_stands_in_the_record(desk):
    case = desk.assigned()
    pass_on(by=desk.head, case=case, to=desk.colleague_staff, reason="Ilze is ill.")
    found = [
        (who, whom, why)
        for kind in {act.kind for act in Act.objects.all()}
        for who, whom, _wall, why, _changes in recorded(kind)
        if why == "Ilze is ill."
    ]
    assert set(found) == {(desk.head_staff.pk, desk.anna.pk, "Ilze is ill.")}
