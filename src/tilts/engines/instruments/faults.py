"""What is wrong with instruments, said all at once."""

from collections.abc import Sequence

from tilts.engines.sources import Fault


class BrokenInstrument(Exception):
    """An instrument that cannot be used; `faults` lists everything, by file and line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))
