"""Documents are made, handed in, signed and withdrawn; what one says is never changed."""

from .making import make_document, make_from_template, make_paper, take_in
from .signing import sign_document
from .uploading import upload_document, withdraw_document

__all__ = [
    "make_document",
    "make_from_template",
    "make_paper",
    "sign_document",
    "take_in",
    "upload_document",
    "withdraw_document",
]
