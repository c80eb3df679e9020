"""Fictional community service: providers, people in every stage, and hours that wait."""

from tilts.platform.organisation.demo import Batch, register_maker

from .ways import make_cases


def make_community_service(batch: Batch) -> None:
    """The community service of everybody of a batch to whom it was imposed."""
    make_cases(batch)


register_maker("community_service", 75, make_community_service)
