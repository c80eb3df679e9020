"""The one router of this room: operations of one address must be in one router."""

from ninja import Router

router = Router(tags=["proceedings"])
