"""What rooms to the right may want to know of; sent inside the act."""

from django.dispatch import Signal

placed = Signal()  # placement, by: somebody came to prison
