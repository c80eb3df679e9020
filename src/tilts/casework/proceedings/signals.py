"""What rooms to the right may want to know of; sent inside the act."""

from django.dispatch import Signal

placed = Signal()  # placement, by: somebody came to prison
ended = Signal()  # measure, by: it is carried out no more
freed = Signal()  # person, by: nothing is carried out against somebody any more
