"""What staff say when they hand a document in, or withdraw one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.forms import TiltsForm

from .content import why_not_uploaded
from .kinds import Kind
from .scanning import why_not_clean

HANDED_IN = (
    Kind.DECISION,
    Kind.LETTER,
    Kind.EXPLANATION,
    Kind.IDENTITY_PAPER,
    Kind.CERTIFICATE,
    Kind.OTHER,
)
ACCEPT = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.txt"


class FileForm(TiltsForm):
    """A file; what is not taken in is refused here with the reason."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, DOCX, XLSX, JPG, PNG or TXT of at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def clean_file(self) -> Any:
        """Refuse by name and content, and by what a scanner says."""
        file = self.cleaned_data["file"]
        content = file.read()
        if reasons := why_not_uploaded(file.name, content) or why_not_clean(content):
            raise forms.ValidationError([str(reason.text) for reason in reasons])
        return {"name": file.name, "content": content}


class HandInForm(FileForm):
    """A file, and what it is."""

    field_order = ("kind", "file")
    kind = forms.ChoiceField(
        label=_("What it is"), choices=[(kind.value, kind.label) for kind in HANDED_IN]
    )


class WithdrawForm(TiltsForm):
    """Why a document is withdrawn."""

    reason = forms.CharField(
        label=_("Why it is withdrawn"), widget=forms.Textarea(attrs={"rows": 3})
    )
