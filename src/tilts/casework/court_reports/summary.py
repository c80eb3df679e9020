"""What was written about somebody, for them: in plain words and their language."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import override

from tilts.platform.design.display import local
from tilts.platform.documents.models import Kind

from .catalogue import named
from .models import Report


class SummarySheet:
    """What was written about somebody, for them: in plain words, and spoken to them."""

    kind: ClassVar[Kind] = Kind.REPORT_SUMMARY
    template: ClassVar[str] = "report_summary"

    def __init__(self, case: Report) -> None:
        self.case = case

    def data(self, language: str, *, number: str, made_at: str) -> dict[str, Any]:
        """Everything the template needs, words of that language included."""
        case, person = self.case, self.case.person
        with override(language):
            return {
                "language": language,
                "number": number,
                "made_at": made_at,
                "agency": case.unit.agency.name_in(language),
                "name": person.full_name,
                "born": person.birth_shown,
                "file_number": person.file_number,
                "says": self._says(language),
                "sections": [named(one, language) for one in case.form.sections]
                if case.interviewed_on
                else [],
                "words": {
                    "title": _("What we wrote about you"),
                    "born": _("born"),
                    "file": _("File number"),
                    "document": _("Document"),
                    "made": _("Made"),
                    "page": _("Page"),
                },
            }

    def _says(self, language: str) -> list[str]:
        case = self.case
        told = {
            "authority": case.authority,
            "asked": local(case.requested_on),
            "met": local(case.interviewed_on),
            "sent": local(case.sent_on),
        }
        talked = _("We talked with you on %(met)s. The report says something about each of these:")
        letter = _("We did not talk with you. We told the authority so, and nothing else.")
        sentences = [
            _("On %(asked)s the authority “%(authority)s” asked us for a report about you."),
            *([_("It was sent on %(sent)s.")] if case.sent_on else []),
            _(
                "You may read the report, and ask us to correct what is wrong in it. The authority "
                "decides; our report only tells it what we know and think."
            ),
            talked if case.interviewed_on else letter,
        ]
        return [text % told for text in sentences]
