"""API of the people room."""

from ninja import Router

from . import adding, finding, keeping, pairing

router = Router(tags=["people"])
for part in (finding, keeping, adding, pairing):
    router.add_router("", part.router)
