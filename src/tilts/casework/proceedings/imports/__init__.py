"""Proceedings from another system: one row is a proceeding, its offence and what was imposed."""

from django.utils.translation import gettext_lazy as _

from tilts.casework.people.imports.kinds import Column, ImportKind, register

from .parsing import ProceedingParser
from .writing import write_proceedings

__all__ = ["PROCEEDINGS"]

COLUMNS = (
    Column("key", _("the proceedings' key in the other system"), required=True),
    Column("person_key", _("the person's key in the other system")),
    Column("file_number", _("the person's file number here")),
    Column("authority", _("court or prosecutor"), required=True),
    Column("reference", _("its reference number"), required=True),
    Column("received_on", _("received on"), required=True),
    Column("judged_on", _("judged on")),
    Column("in_force_on", _("in force on")),
    Column("offence", _("section of the code"), required=True),
    Column("committed_on", _("committed on"), required=True),
    Column("measure", _("kind of sentence, measure or order")),
    Column("years", _("years")),
    Column("months", _("months")),
    Column("days", _("days")),
    Column("hours", _("hours of work")),
    Column("start", _("first day")),
    Column("unit", _("unit that records; by default the person's")),
)

PROCEEDINGS = register(
    ImportKind(
        code="proceedings",
        title=_("Proceedings"),
        columns=COLUMNS,
        parser=ProceedingParser,
        write=write_proceedings,
    )
)
