"""How far two towns are from each other, as the crow flies."""

from math import asin, cos, radians, sin, sqrt
from typing import Protocol

EARTH = 6371.0088  # mean radius in kilometres (IUGG)


class Point(Protocol):
    """Anything with a place on the globe, in degrees."""

    @property
    def latitude(self) -> float: ...

    @property
    def longitude(self) -> float: ...


def kilometres(one: Point, other: Point) -> int:
    """Great-circle distance by the haversine formula, rounded to kilometres."""
    south, north = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude - one.longitude)
    chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(across / 2) ** 2
    return round(2 * EARTH * asin(sqrt(min(1.0, chord))))
