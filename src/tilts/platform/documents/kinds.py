"""What a document is, and in which form."""

from django.db import models
from django.utils.translation import gettext_lazy as _

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Kind(models.TextChoices):
    """What a document is."""

    PERSON_SHEET = "person-sheet", _("data sheet")
    PLAN = "plan", _("plan")
    INTERVIEW_GUIDE = "interview-guide", _("interview guide")
    ASSESSMENT_RESULT = "assessment-result", _("result of an assessment")
    ACCREDITATION_MINUTES = "accreditation-minutes", _("minutes of a commission")
    ACCREDITATION_DECISION = "accreditation-decision", _("decision on a programme")
    PROGRAMME_PART = "programme-part", _("part of a programme")
    COMPLETION_REPORT = "completion-report", _("report on a completed programme")
    BREACH_MOTION = "breach-motion", _("motion to the court about a breach")
    DUTIES = "duties", _("duties under supervision")
    SERVICE_MOTION = "service-motion", _("motion about community service")
    SERVICE_PAPER = "service-paper", _("your community service")
    SERVICE_WARNING = "service-warning", _("warning about community service")
    WARNING = "warning", _("written warning")
    EVALUATION_REPORT = "evaluation-report", _("evaluation report")
    INFORMATIVE_LETTER = "informative-letter", _("informative letter")
    REPORT_SUMMARY = "report-summary", _("summary of a report for the person")
    DECISION = "decision", _("decision of a court or a prosecutor")
    LETTER = "letter", _("letter")
    EXPLANATION = "explanation", _("explanation by the person")
    IDENTITY_PAPER = "identity-paper", _("identity document")
    CERTIFICATE = "certificate", _("certificate or reference")
    OTHER = "other", _("another document")


class Form(models.TextChoices):
    """In which form a template makes a document."""

    PDF = "pdf", "PDF"
    WORD = "word", "Word"
