"""Staff are told in Tilts: whose notices are shown, in what words, and which are read."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from tilts.platform.access.actions import break_glass
from tilts.platform.notices.actions import mark_read, notify
from tilts.platform.notices.alarms import GLASS
from tilts.platform.notices.kinds import NoticeKind, kinds
from tilts.platform.notices.models import Delivery, Notice
from tilts.platform.notices.queries import notices_of, unread_count
from tilts.platform.organisation.actions import end_role, give_role
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import RoleAssignment
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.boxes import open_all
from tilts.platform.record.keys import destroy_key
from tilts.platform.record.models import Act, Payload

from .conftest import BROKEN, PLAIN

pytestmark = pytest.mark.django_db
DULL = NoticeKind("tests.dull", "It rained %(hours)s hours")
WHY = "His mother rang: he is in danger."


def reader(staff):
    return actor_for(staff, LONG_AGO)


def rained(to, *hours):
    return [notify(by=SERVICE, to=to, kind=DULL, hours=n) for n in hours]


def read_now(staff) -> int:
    return mark_read(by=reader(staff), until=timezone.now())


@pytest.mark.parametrize(
    ("code", "values", "said"),
    [
        (BROKEN.code, {"who": "A", "whom": "B"}, "A broke the glass for B."),
        (BROKEN.code, {"who": "100 %", "whom": "%(who)s"}, "100 % broke the glass for %(who)s."),
        (PLAIN.code, {}, "The night was quiet, 100 %."),
        ("gone.away", {"who": "A"}, "gone.away"),
    ],
)
def test_a_notice_has_the_text_of_its_kind(code, values, said):
    assert Notice(code=code, values=values).text == said


def test_a_notice_is_told_in_the_language_of_who_reads_it():
    told = {}
    for language in ("en", "lv"):
        with translation.override(language):
            told[language] = Notice(code=GLASS.code, values={"who": "J. Ozols"}).text
            assert told[language] == str(GLASS.text) % {"who": "J. Ozols"}
    assert told["en"] == "J. Ozols broke the glass: review it under “Broken glass”."


def test_kinds_are_listed_by_code():
    assert list(kinds()) == sorted(kinds())
    assert {code: kinds()[code] for code in (GLASS.code, PLAIN.code)} == {
        GLASS.code: GLASS,
        PLAIN.code: PLAIN,
    }


def body_of(notice):
    payload = Payload.objects.get(act__kind="notices.notify")
    return payload.subject_id, open_all([payload])[payload.pk]


def test_a_notice_is_recorded_under_the_key_of_whom_it_is_about(told):
    subject, body = body_of(told)
    assert subject == told.person_id
    assert body["changes"][0]["after"]["values"] == {"who": "J. Ozols", "whom": "Anna Liepa"}


def test_with_the_person_goes_what_the_record_says_of_them(told):
    destroy_key(told.person_id)
    assert body_of(told) == (told.person_id, None)


def test_a_notice_about_nobody_is_the_staff_members_own(ilze):
    notice = notify(by=SERVICE, to=ilze, kind=PLAIN)
    assert (notice.subject_id, notice.person_id) == (ilze.pk, None)
    assert body_of(notice)[0] == ilze.pk


def test_each_reads_their_own_newest_first(house):
    ilze, anna = house.member("clerk"), house.member("clerk")
    first, second = rained(ilze, 1, 2)
    (other,) = rained(anna, 3)
    assert list(notices_of(reader(ilze))) == [second, first]
    assert list(notices_of(reader(anna))) == [other]
    assert list(notices_of(SERVICE)) == []


def test_reading_is_of_what_was_unread_and_ones_own(house):
    ilze, anna = house.member("clerk"), house.member("clerk")
    rained(ilze, 1, 2)
    rained(anna, 3)
    assert (read_now(ilze), read_now(ilze)) == (2, 0)
    assert (unread_count(reader(ilze)), unread_count(reader(anna))) == (0, 1)
    assert Act.objects.filter(kind="notices.mark_read").count() == 1


def test_what_came_since_it_was_shown_stays_unread(house):
    ilze = house.member("clerk")
    early, late = rained(ilze, 1, 2)
    assert mark_read(by=reader(ilze), until=early.sent_at) == 1
    assert list(notices_of(reader(ilze)).filter(read_at=None)) == [late]
    assert mark_read(by=reader(ilze), until=early.sent_at) == 0


def test_when_it_was_read_is_kept(house):
    ilze = house.member("clerk")
    (notice,) = rained(ilze, 1)
    read_now(ilze)
    before = Notice.objects.get().read_at
    assert before >= notice.sent_at
    assert mark_read(by=reader(ilze), until=timezone.now() + timedelta(days=1)) == 0
    assert Notice.objects.get().read_at == before


def officer(house, unit="riga"):
    return house.member("data_protection_officer", unit)


def test_the_officers_of_the_agency_are_told_of_broken_glass(house, person):
    officers = [officer(house) for _ in range(2)]
    officer(house, "jelgava")  # of the other agency
    gone = officer(house)
    end_role(by=SERVICE, assignment=RoleAssignment.objects.get(staff=gone), until=LONG_AGO)
    who = house.actor("prison_officer")
    break_glass(by=who, person=person.pk, reason=WHY)
    told = Notice._base_manager.order_by("to")
    assert [(row.to, row.code, row.person_id) for row in told] == [
        (officer, GLASS.code, person.pk) for officer in sorted(officers, key=lambda o: o.pk)
    ]
    assert {row.text for row in told} == {
        f"{who.name} broke the glass: review it under “Broken glass”."
    }
    assert Delivery.objects.count() == 2


def test_an_officer_of_two_units_is_told_once(house, person):
    staff = officer(house)
    role, olaine = RoleAssignment.objects.get(staff=staff).role, house.units["olaine"]
    give_role(by=SERVICE, staff=staff, role=role, unit=olaine, since=LONG_AGO)
    break_glass(by=house.actor("prison_officer"), person=person.pk, reason=WHY)
    assert Notice.objects.filter(to=staff).count() == 1


def test_broken_glass_without_an_officer_is_broken_all_the_same(house, person):
    glass = break_glass(by=house.actor("prison_officer"), person=person.pk, reason=WHY)
    assert (glass.person_id, Notice.objects.count()) == (person.pk, 0)


def test_a_notice_tells_nothing_of_why_the_glass_was_broken(house, person):
    officer(house)
    break_glass(by=house.actor("prison_officer"), person=person.pk, reason=WHY)
    notice = Notice.objects.get()
    assert set(notice.values) == {"who"}
    assert WHY not in notice.text
