"""What is wrong with country packs, said all at once."""

from collections.abc import Sequence

from tilts.engines.sources import Fault


class BrokenPacks(Exception):
    """Country packs that cannot be used; `faults` lists everything, by file and line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(["Broken country packs:", *map(str, self.faults)]))
