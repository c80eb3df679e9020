"""How often one client may ask: a bound against runaway programs, kept by each server process."""

from typing import Any

from ninja.throttling import SimpleRateThrottle


class PerActor(SimpleRateThrottle):
    """So many requests of one actor in a time, such as "6000/m"."""

    scope = "api"

    def get_cache_key(self, request: Any) -> str:
        """By the actor, whichever way they came in."""
        return f"tilts.api.{request.actor.party}"
