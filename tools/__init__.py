"""What `make` calls. Only the standard library: it runs before anything is installed."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
