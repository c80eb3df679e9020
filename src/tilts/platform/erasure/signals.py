"""For rooms that keep something of a person outside of rows that are theirs by the data map."""

from django.dispatch import Signal

rows_deleted = Signal()  # subject: UUID; in the transaction in which their rows have gone
