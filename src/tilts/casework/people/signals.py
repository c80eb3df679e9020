"""What rooms to the right may want to know of; sent inside the act."""

from django.dispatch import Signal

died = Signal()  # person, by, on
entered_in_error = Signal()  # person, by
restored = Signal()  # person, by
merged = Signal()  # kept, gone, by
split = Signal()  # kept, gone, by
