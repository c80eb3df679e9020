"""Loads the fictional service: the same one each time, in batches that are one act each."""

from collections.abc import Callable
from datetime import date
from itertools import islice
from random import Random

from django.conf import settings
from django.utils.module_loading import autodiscover_modules

from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.validity import valid
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import sync_units
from tilts.platform.organisation.demo import Batch, makers
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from . import names
from .population import population
from .service import staff_service

BATCH = 500  # people in one act: memory stays small, and the seal of an act too
FULL, SMALL = 20_000, 300
SEED = 2026


def load(size: int, today: date, progress: Callable[[int], None]) -> int:
    """Load `size` people and the staff that they need; `progress` hears of each batch."""
    autodiscover_modules("demo")
    random = Random(SEED)
    for pack in packs(settings.PACKS).values():
        sync_units(by=SERVICE, pack=pack)
    places = staff_service(random, today, officers=max(1, size // 800))
    courses = population(random, size, places, _offences(today), today)
    staff = [officer for place in places for officer in place.officers]
    done = 0
    with seen_by(SERVICE):
        while chunk := list(islice(courses, BATCH)):
            _make(Batch(random, today, chunk, staff, {"streets": names.table()["streets"]}))
            progress(len(chunk))
            done += len(chunk)
    return done


def _make(batch: Batch) -> None:
    with act("demo.load", by=SERVICE):
        for make in makers():
            make(batch)


def _offences(today: date) -> dict[str, list[str]]:
    return {
        country: [offence.code for offence in valid(pack.offences, on=today)]
        for country, pack in packs(settings.PACKS).items()
    }
