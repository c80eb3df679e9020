"""A trained model as a folder: what it computes, and the manifest of how it came about."""

from .manifest import Manifest
from .storing import Model, load_model, save

__all__ = ["Manifest", "Model", "load_model", "save"]
