"""The workload of a unit as a file for a spreadsheet. What begins like a formula stays text."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.utils.translation import gettext as _

from .workload import Load

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(loads: Iterable[Load]) -> bytes:
    """Comma-separated, in UTF-8 with the mark by which spreadsheets know it; no person is named."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(
        [_("Officer"), _("People"), _("Points"), _("Can carry"), _("Percent"), _("Away until")]
    )
    for one in loads:
        percent = "" if one.percent is None else one.percent
        name = one.staff.name
        plain = f"'{name}" if name.startswith(FORMULA) else name
        away = one.can.away_until or ""
        writer.writerow([plain, one.people, one.points, one.can.points, percent, away])
    return file.getvalue().encode("utf-8-sig")
