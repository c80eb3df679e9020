"""Writes that begin together, each in a thread with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

Write = Callable[[], object]


def at_once(*writes: Write) -> list[str]:
    """What became of writes that begin together: "done", or the codes of the reasons why not."""
    ready = Barrier(len(writes))

    def written(write: Write) -> str:
        try:
            with seen_by(SERVICE):
                ready.wait(30)
                write()
            return "done"
        except Refused as refused:
            return " ".join(reason.code for reason in refused.reasons)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(writes)) as threads:
        return sorted(threads.map(written, writes))
