"""What rooms to the right may want to know of; sent inside the act."""

from django.dispatch import Signal

agreed = Signal()  # plan, by: it is in force from now on
