"""What others may want to know of: notices tell the data-protection officer."""

from django.dispatch import Signal

glass_broken = Signal()  # glass: BrokenGlass, by: Actor; inside the act
