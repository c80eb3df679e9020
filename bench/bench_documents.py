"""A report of seven pages against an empty page, as PDF and as Word."""

from django.utils import timezone

from bench.timing import show
from tilts.platform.documents.catalogue import Chosen, choose
from tilts.platform.documents.filling import filled
from tilts.platform.documents.kinds import Form
from tilts.platform.documents.tests.reports import report
from tilts.platform.documents.typesetting import typeset_files

PARAGRAPHS = 4  # of either nature in each section: seven pages
EMPTY = {"main.typ": b'#set document(title: "x")\n#set text(lang: "lv")\n= x'}


def main() -> None:
    """An evaluation report with a source for each value, filled in and typeset."""
    now = timezone.now()
    values = report(PARAGRAPHS)

    def made(form: Form) -> bytes:
        chosen: Chosen = choose("LV", "evaluation_report", "lv", form, on=timezone.localdate())
        return filled(chosen, values, number="D-2026-000001", made_at=now)

    show(
        "A report of seven pages",
        {
            "an empty page": lambda: typeset_files("main.typ", EMPTY, {}, made_at=now),
            "PDF": lambda: made(Form.PDF),
            "Word": lambda: made(Form.WORD),
        },
        baseline="an empty page",
    )
