"""`python -m tilts.doors.cli`."""

from . import main

if __name__ == "__main__":  # a server process imports this module too
    main()
