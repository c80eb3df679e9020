import os
import tempfile

os.environ.setdefault("TILTS_HOME", tempfile.mkdtemp())
