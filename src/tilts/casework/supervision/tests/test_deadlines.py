"""By when work of supervision is due: the country packs say."""

from datetime import date

import pytest
from django.apps import apps
from django.conf import settings

from tilts.casework.supervision.cases import CHECK, REGISTER, REPORT
from tilts.jurisdictions.loading import packs
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.kinds import kinds

START = date(2026, 11, 9)  # a Monday; in Latvia the 18th is a holiday
DUE = {
    ("LV", REGISTER): date(2026, 11, 24),
    ("LT", REGISTER): date(2026, 11, 12),
}


def test_registration_is_due_as_the_country_says():
    found = {key: due_date(key[0], key[1].deadline, START) for key in DUE}
    assert found == DUE


def test_work_without_a_published_term_has_none():
    assert [kind.deadline for kind in (REPORT, CHECK)] == ["", ""]


@pytest.mark.parametrize("country", sorted(packs(settings.PACKS)))
def test_every_deadline_that_work_names_stands_in_every_pack(country):
    ours = {app.label for app in apps.get_app_configs()} - {"demo_room"}
    declared = [kind for code, kind in kinds().items() if code.partition(".")[0] in ours]
    named = {kind.deadline for kind in declared if kind.deadline}
    known = {deadline.code for deadline in packs(settings.PACKS)[country].deadlines}
    assert named - known == set()
    confirmed = {
        deadline.code: deadline.confirmed for deadline in packs(settings.PACKS)["LT"].deadlines
    }
    assert confirmed["case_file_opened"] is False
