"""Answers are saved as they are typed; none is lost, none overwrites another unseen."""

from threading import Barrier, Thread

import pytest
from django.db import connections, models

from tilts.casework.people.tests.desk import plain, recorded
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import About, answer, fix_sheet, open_sheet
from tilts.platform.forms.answering import Answer, Value, answers_in, values_in
from tilts.platform.forms.models import Sheet
from tilts.platform.forms.queries import previous, sheet
from tilts.platform.forms.results import ahead, progress, scored
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state

pytestmark = pytest.mark.usefixtures("all_seen")


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def test_a_sheet_begins_with_what_the_record_knows(opened, officer, needs, somebody):
    row = Sheet.objects.get()
    assert (row.subject_id, row.agency_id, row.instrument, row.version, row.digest) == (
        somebody.pk, "ievp", "needs", "1", needs.digest,
    )  # fmt: skip
    assert row.answers == {"sex": {"value": "female", "source": "record", "saved": 0}}
    assert (row.opened_by_id, row.fixed_at) == (officer.party, None)


def test_an_answer_is_saved_with_its_source_and_comment(opened, officer):
    given = Answer("some", "fact", "employer, 14 Nov", "Two seasons in forestry.")
    after = answer(by=officer, sheet=opened, item="work", given=given)
    assert after == Answer("some", "fact", "employer, 14 Nov", "Two seasons in forestry.", saved=1)
    assert answers_in(Sheet.objects.get().answers)["work"] == after


def test_the_record_has_only_the_answer_that_changed(opened, officer):
    answer(by=officer, sheet=opened, item="work", given=Answer("some"))
    answer(by=officer, sheet=opened, item="work", given=Answer("without", saved=1))
    changes = [change for _, _, _, _, (change,) in recorded("forms.answer")]
    assert changes == [
        (
            "tilts_forms.sheet",
            {"answers": {}},
            plain(answers={"work": {"value": "some", "saved": 1}}),
        ),
        (
            "tilts_forms.sheet",
            plain(answers={"work": {"value": "some", "saved": 1}}),
            plain(answers={"work": {"value": "without", "saved": 2}}),
        ),
    ]


def test_the_record_gives_back_every_answer_although_it_tells_only_of_changes(opened, officer):
    answer(by=officer, sheet=opened, item="work", given=Answer("some"))
    answer(by=officer, sheet=opened, item="housing", given=Answer(2))
    answer(by=officer, sheet=opened, item="work", given=Answer(None, saved=1))
    assert [fault for fault in check_state().faults if "sheet" in fault.where] == []
    models.QuerySet(Sheet).filter(pk=opened.pk).update(answers={})
    faults = [(fault.what, fault.where) for fault in check_state().faults if "sheet" in fault.where]
    assert faults == [("changed", f"tilts_forms.sheet:{opened.pk}")]


def test_the_same_answer_again_writes_nothing(opened, officer):
    first = answer(by=officer, sheet=opened, item="work", given=Answer("some"))
    again = answer(by=officer, sheet=opened, item="work", given=Answer("some"))
    assert again == first
    assert len(recorded("forms.answer")) == 1


def test_two_windows_do_not_overwrite_each_other(opened, officer):
    answer(by=officer, sheet=opened, item="work", given=Answer("some"))
    with pytest.raises(Refused) as refused:
        answer(by=officer, sheet=opened, item="work", given=Answer("without"))
    assert codes(refused) == ["answered-meanwhile"]
    assert values_in(Sheet.objects.get().answers)["work"] == "some"


def test_other_answers_saved_meanwhile_stay(opened, officer):
    seen_before = Sheet.objects.get()
    answer(by=officer, sheet=opened, item="work", given=Answer("some"))
    answer(by=officer, sheet=seen_before, item="housing", given=Answer(2))
    assert values_in(Sheet.objects.get().answers) == {"sex": "female", "work": "some", "housing": 2}


def test_not_known_is_an_answer_that_gives_no_value(opened, officer):
    answer(by=officer, sheet=opened, item="work", given=Answer(None, comment="He will not say."))
    kept = Sheet.objects.get()
    assert kept.answers["work"] == {"comment": "He will not say.", "saved": 1}
    assert values_in(kept.answers) == {"sex": "female"}


@pytest.mark.parametrize(
    ("item", "given", "code", "text"),
    [
        ("colour", Answer("red"), "unknown-item",
         "“colour” is no question of this form. Load the page again."),
        ("housing", Answer(7), "too-high", "Housing: “7” is above 3."),
        ("work", Answer("often"), "unknown-code",
         "Work: “often” is none of steady, some, without."),
        ("assessed", Answer("31.12.2025"), "wrong-type",
         "Day of the assessment: “31.12.2025” is not a date like 2026-01-31."),
        ("hours", Answer(7.25), "too-fine",
         "Hours of work in a week: “7.25” has more decimals than 1."),
        ("remarks", Answer("x" * 10_001), "too-long", "Remarks: keep it below 10000 characters."),
        ("work", Answer("some", kind="guess"), "unknown-kind",
         "Say “fact” or “judgement”, or nothing."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_question_and_the_remedy(
    opened, officer, item, given, code, text
):
    with pytest.raises(Refused) as refused:
        answer(by=officer, sheet=opened, item=item, given=given)
    assert [(one.code, str(one.text)) for one in refused.value.reasons] == [(code, text)]
    assert values_in(Sheet.objects.get().answers) == {"sex": "female"}


def test_a_fixed_sheet_takes_no_more_answers(opened, officer):
    fixed = fix_sheet(by=officer, sheet=opened)
    for again in (
        lambda: answer(by=officer, sheet=fixed, item="work", given=Answer("some")),
        lambda: fix_sheet(by=officer, sheet=opened),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert codes(refused) == ["fixed"]


def test_a_sheet_of_somebody_out_of_sight_is_not_there(opened, house):
    stranger = house.actor("prison_officer", unit="vilnius")
    with seen_by(stranger):
        assert sheet(opened.pk) is None
        with pytest.raises(Refused) as refused:
            answer(by=stranger, sheet=opened, item="work", given=Answer("some"))
    assert codes(refused) == ["not-yours"]


def test_things_are_answered_about_too(officer, needs):
    made = open_sheet(by=officer, of=needs, about=About(thing="programmes.programme:1"))
    answer(by=officer, sheet=made, item="housing", given=Answer(1))
    assert values_in(Sheet.of_things.get().answers) == {"housing": 1}


def test_progress_counts_what_shows_and_what_was_dealt_with(opened, officer):
    answer(by=officer, sheet=opened, item="substances", given=Answer(["nothing"]))
    answer(by=officer, sheet=opened, item="work", given=Answer(None))
    told = [(one.section.id, one.done, [item.id for item in one.left]) for one in progress(opened)]
    assert told == [
        ("person", 1, ["born", "assessed"]),
        ("needs", 2, ["housing", "hours", "remarks"]),
    ]


def test_a_question_shows_while_it_may(opened):
    shown = [item.id for item in progress(opened)[1].shown]
    assert shown == ["housing", "work", "substances", "days_used", "hours", "remarks"]


ALL: dict[str, Value] = {
    "born": "1990-05-01", "assessed": "2025-05-01", "housing": 3, "work": "without",
    "substances": ["opioids"], "days_used": 20,
}  # fmt: skip


def filled(officer, opened):
    for item, value in ALL.items():
        answer(by=officer, sheet=opened, item=item, given=Answer(value))
    return opened


def test_scores_come_from_the_engine_and_wait_for_answers(opened, officer):
    assert {result.value for result in scored(opened).results.values()} == {None}
    waits = set(ahead(opened))
    assert waits == {name for name, result in scored(opened).results.items() if result.missing}
    filled(officer, opened)
    assert None not in {result.value for result in scored(opened).results.values()}
    assert ahead(opened) == {}


def test_the_last_answers_stand_beside_the_new_ones(opened, officer, needs, somebody):
    assert previous(opened, [somebody.pk]) == (None, {})
    fixed = fix_sheet(by=officer, sheet=filled(officer, opened))
    later = open_sheet(by=officer, of=needs, about=About(somebody.pk))
    when, before = previous(later, [somebody.pk])
    assert when == fixed.fixed_at
    assert {item: one.value for item, one in before.items()} == {"sex": "female", **ALL}


@pytest.mark.parametrize(
    ("item", "said", "kept"),
    [("housing", "2", 2), ("hours", "12,5", 12.5), ("hours", "40.0", 40),
     ("work", " some ", "some"),
     ("substances", "alcohol; opioids", ["alcohol", "opioids"]), ("remarks", "  ", None)],
)  # fmt: skip
def test_answers_are_kept_as_what_they_are(opened, officer, item, said, kept):
    assert answer(by=officer, sheet=opened, item=item, given=Answer(said)).value == kept


def test_words_are_words(opened, officer):
    with pytest.raises(Refused) as refused:
        answer(by=officer, sheet=opened, item="remarks", given=Answer(["a", "b"]))
    assert [str(one.text) for one in refused.value.reasons] == ["Remarks: give words."]


def test_ten_windows_at_once_lose_nothing(flushable_record, officer, needs, somebody):
    open_sheet(by=officer, of=needs, about=About(somebody.pk))
    values = {"work": "some", "housing": 2, "hours": 12.5, "remarks": "Calm.", **ALL}
    together, faults = Barrier(len(values)), []

    def say(item, value):
        try:
            together.wait()
            with seen_by(SERVICE):
                answer(by=officer, sheet=Sheet.objects.get(), item=item, given=Answer(value))
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [Thread(target=say, args=pair) for pair in values.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert values_in(Sheet.objects.get().answers) == values
