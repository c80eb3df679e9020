"""Shares of people, as honest as their number allows. Nothing heavy is imported here."""

from statistics import NormalDist


def wilson(events: int, people: int, *, level: float = 0.95) -> tuple[float, float]:
    """Wilson's (1927) score interval of a share; honest also for few people, none or all."""
    if not people:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + level) / 2)
    rate, spread = events / people, z * z / people
    centre = (rate + spread / 2) / (1 + spread)
    half = z / (1 + spread) * (rate * (1 - rate) / people + spread / 4 / people) ** 0.5
    return max(0.0, centre - half), min(1.0, centre + half)
