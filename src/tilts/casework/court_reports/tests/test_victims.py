"""The victim stands behind a wall: invited, heard or spared by few, and nobody else reads why."""

from datetime import timedelta

import pytest

from tilts.casework.court_reports.actions import (
    Voice,
    add_paragraph,
    advance,
    invite_victim,
    note_voice,
    waive_victim,
)
from tilts.casework.court_reports.guards import why_not_hear
from tilts.casework.court_reports.models import VictimVoice, WalledParagraph
from tilts.casework.court_reports.queries import victims_slice, voices_of
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import WallClosed
from tilts.platform.record.models import Consultation
from tilts.platform.workflow.state_check import state_faults

from .desk import ASKED, FACT, JUDGED, TODAY, VICTIM, because, codes, now, url, work_of

HARM = Voice(came="spoke", came_on=TODAY, harm="He broke my door.", wishes="A new door.")
SECRET = "She is his wife, and afraid."


def test_nothing_of_it_is_read_outside_the_slice(desk):
    case, voice = desk.invited()
    note_voice(by=desk.writer, voice=voice, what=HARM)
    for read in (VictimVoice.objects.count, WalledParagraph.objects.count):
        with pytest.raises(WallClosed):
            read()
    with victims_slice(desk.writer, case):
        assert [one.harm for one in voices_of(case)] == ["He broke my door."]
    look = Consultation.objects.filter(about="wall:victims").get()
    assert (look.actor_id, look.purpose) == (desk.staff.pk, "request")
    assert state_faults() == []


def test_the_slice_opens_for_who_writes_it_and_later_for_who_reads_it(desk):
    written, read = desk.written(), desk.handed_in(desk.add("Kalna"))
    assert why_not_hear(written, desk.writer) == []
    assert [one.code for one in why_not_hear(written, desk.colleague)] == ["protected"]
    assert why_not_hear(read, desk.colleague) == []
    with pytest.raises(Refused) as refused, victims_slice(desk.colleague, written):
        pass
    assert codes(refused) == ["protected"]


def test_a_colleague_neither_invites_nor_writes_about_the_victim(desk):
    case = desk.drafting()
    tries = (
        lambda: invite_victim(by=desk.colleague, case=case, what=VICTIM),
        lambda: waive_victim(by=desk.colleague, case=case, because="No."),
        lambda: add_paragraph(by=desk.colleague, case=case, section="victim", what=FACT),
    )
    for attempt in tries:
        with pytest.raises(Refused) as refused:
            attempt()
        assert codes(refused) == ["protected"]


def test_drafting_waits_until_the_victim_was_invited_or_spared(desk):
    case = desk.interviewed()
    with pytest.raises(Refused) as refused:
        advance(by=desk.writer, case=case, code="draft")
    assert codes(refused) == ["victim-open"]
    waive_victim(by=desk.writer, case=case, because=SECRET)
    assert "invite" not in [kind for kind, *_rest in work_of(case)]
    assert advance(by=desk.writer, case=case, code="draft").state == "drafting"
    assert now(case).victim == "waived"


def test_the_reason_stands_on_no_page_but_the_slice(desk):
    case = desk.interviewed()
    waive_victim(by=desk.writer, case=case, because=SECRET)
    pages = [
        client.get(url(name, case)).content.decode()
        for client in (desk.browser, because(desk.colleagues_browser, desk.anna))
        for name in ("one", "whole")
    ]
    assert [SECRET in page for page in pages] == [False] * 4
    assert ["for a protected reason" in page for page in pages] == [True, False] * 2
    assert SECRET in desk.browser.get(url("victims", case)).content.decode()
    closed = desk.colleagues_browser.get(url("victims", case))
    assert (closed.status_code, SECRET in closed.content.decode()) == (403, False)


def test_what_is_written_about_the_victim_is_read_by_few(desk):
    case = desk.drafting()
    add_paragraph(by=desk.writer, case=case, section="victim", what=JUDGED)
    assert JUDGED.text in desk.browser.get(url("section", case, "victim")).content.decode()
    assert JUDGED.text in desk.browser.get(url("whole", case)).content.decode()
    colleague = because(desk.colleagues_browser, desk.anna)
    whole = colleague.get(url("whole", case)).content.decode()
    assert (JUDGED.text in whole, "Protected" in whole) == (False, True)
    assert desk.colleagues_browser.get(url("section", case, "victim")).status_code == 403


@pytest.mark.parametrize(
    ("days", "code"), [(1, "in-future"), ((ASKED - TODAY).days - 1, "before-request")]
)
def test_a_victim_is_invited_between_the_request_and_today(desk, days, code):
    case = desk.interviewed()
    told = {**vars(VICTIM), "invited_on": TODAY + timedelta(days=days)}
    with pytest.raises(Refused) as refused:
        invite_victim(by=desk.writer, case=case, what=type(VICTIM)(**told))
    assert codes(refused) == [code]


def test_the_victims_pages_take_each_step(desk):
    case = desk.interviewed()
    told = {"name": "Ilga", "contact": "", "by": "letter", "invited_on": TODAY.isoformat()}
    there = url("victims", case)
    assert desk.browser.post(url("invite", case), told).headers["Location"] == there
    with victims_slice(desk.writer, case):
        (voice,) = voices_of(case)
    said = {"came": "wrote", "came_on": TODAY.isoformat(), "harm": "Fear.", "wishes": "Peace."}
    assert desk.browser.post(url("voice", voice), said).headers["Location"] == there
    page = desk.browser.get(there).content.decode()
    assert all(word in page for word in ("Ilga", "Fear.", "Peace."))
    waived = desk.browser.post(url("waive", case), {"because": SECRET})
    assert (waived.status_code, now(case).victim) == (302, "heard")  # who answered counts first
