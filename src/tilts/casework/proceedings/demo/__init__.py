"""Fictional proceedings with their measures, and where people were in prison."""

from tilts.platform.access.scoped import behind
from tilts.platform.organisation.demo import Batch, register_maker
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import enter_all

from ..models import SEXUAL_OFFENCES, Measure, Offence, OffenceDetail, Placement
from .files import File, files_of
from .stays import stays_of


def make_proceedings(batch: Batch) -> None:
    """Each course gets its proceedings, from the first day to where they stand."""
    stays = [stays_of(batch, course) for course in batch.courses]
    ways = zip(batch.courses, stays, strict=True)
    _insert([file for course, stay in ways for file in files_of(batch, course, stay)])
    Placement.objects.bulk_create([placement for stay in stays for placement in stay])


def _insert(files: list[File]) -> None:
    enter_all(
        cases=[file.proceeding for file in files],
        pasts=[file.past for file in files],
        by=SERVICE,
    )
    Offence.objects.bulk_create([offence for file in files for offence in file.offences])
    Measure.objects.bulk_create([measure for file in files for measure in file.measures])
    with behind(SEXUAL_OFFENCES):
        OffenceDetail.objects.bulk_create([detail for file in files for detail in file.details])


register_maker("proceedings", 20, make_proceedings)
