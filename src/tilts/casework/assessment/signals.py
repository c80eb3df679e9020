"""What rooms to the right may want to know of; sent inside the act."""

from django.dispatch import Signal

scored = Signal()  # assessment, by
finalised = Signal()  # assessment, by
