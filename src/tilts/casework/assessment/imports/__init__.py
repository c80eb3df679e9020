"""Assessments from another system: one row is a result, perhaps with the answers behind it."""

from django.utils.translation import gettext_lazy as _

from tilts.casework.people.imports.kinds import Column, ImportKind, register

from .parsing import AssessmentParser
from .writing import write_assessments

__all__ = ["ASSESSMENTS"]

COLUMNS = (
    Column("key", _("the assessment's key in the other system"), required=True),
    Column("file_number", _("the person's file number here")),
    Column("personal_code", _("the person's code")),
    Column("instrument", _("instrument"), required=True),
    Column("version", _("version of the instrument")),
    Column("assessed_on", _("assessed on"), required=True),
    Column("level", _("level; where answers are given, theirs")),
    Column("assessor", _("the assessor's e-mail address here")),
)

ASSESSMENTS = register(
    ImportKind(
        code="assessments",
        title=_("Assessments"),
        columns=COLUMNS,
        parser=AssessmentParser,
        write=write_assessments,
    )
)
