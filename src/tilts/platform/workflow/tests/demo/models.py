from django.db import models

from tilts.platform.parties.models import Party
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData
from tilts.platform.workflow.models import Case

from .cases import Loan


class LoanCase(Case):
    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="lend books",
        subjects=IN_PROCEEDINGS,
        retention="person-file",
        about="person_id",
        technical=f"{Case.CASE_FIELDS} person torn",
        ordinary="book",
    )
    machine = Loan

    person = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=80, blank=True)
    torn = models.BooleanField(default=False)

    class Meta:
        app_label = "demo_room"
