"""Two who sign one document at the same moment make one signed version."""

from functools import partial

import pytest

from tilts.platform.access.tests.at_once import at_once
from tilts.platform.documents.actions import sign_document
from tilts.platform.documents.models import Document
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import State, check_state
from tilts.platform.record.tests.flushing import flushable_record

from .test_documents import registered
from .test_signing import certificate, made, made_once

__all__ = ["certificate", "flushable_record", "made_once", "registered"]  # fixtures


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("flushable_record", "certificate")
def test_who_comes_second_reads_that_there_is_a_newer_version(person):
    row = made(person)
    write = partial(sign_document, by=SERVICE, document=row.pk)
    assert at_once(write, write) == ["done", "replaced"]
    versions = Document.of_things.order_by("version").values_list("number", "version")
    assert list(versions) == [(row.number, 1), (row.number, 2)]
    assert check_state() == State()
