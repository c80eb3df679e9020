"""The router of gatherings: one for reading and changing, which share addresses."""

from ninja import Router

router = Router(tags=["gatherings"])
