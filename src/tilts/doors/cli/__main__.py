"""`python -m tilts.doors.cli`."""

from . import main

main()
