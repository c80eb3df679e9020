"""What rooms above may want to know of; sent inside the act, once the rows are written."""

from django.dispatch import Signal

enrolled = Signal()  # enrolment, by: somebody has a place
moved = Signal()  # enrolment, by: somebody goes on in another group, on the same journey
ended = Signal()  # enrolment, by: somebody takes part no more; `ended_how` says why
marked = Signal()  # session, enrolments (ids), by: attendance was said
