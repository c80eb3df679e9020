"""Files that people write for us: every place remembers its line, every fault its remedy."""

from .faults import Fault
from .parsing import Place, Source, parse, parse_text

__all__ = ["Fault", "Place", "Source", "parse", "parse_text"]
