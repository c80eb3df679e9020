"""The numbers that the country packs set for this room."""

from django.conf import settings
from django.utils import timezone

from tilts.jurisdictions.loading import packs

from .models import Observation


def least_agreement(observation: Observation) -> float:
    """The weighted kappa below which a moderator says why the observers differ."""
    return _threshold(observation, "observation_agreement") / 100


def least_feedback(observation: Observation) -> int:
    """How many participants must have answered before their answers are shown, together."""
    return _threshold(observation, "feedback_least")


def _threshold(observation: Observation, code: str) -> int:
    pack = packs(settings.PACKS)[observation.person.agency.country]
    return pack.threshold(code, on=timezone.localdate())
