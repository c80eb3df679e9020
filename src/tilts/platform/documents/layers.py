"""The files of a country's templates: the kit, what ships, and the installation's own over both.

A country's templates lie in the folder `documents` of its pack. A file of the installation replaces
the shipped one of the same name, as it does for every other file of a pack.
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from tilts.jurisdictions.loading import SHIPPED

KIT = Path(__file__).parent / "typst" / "kit"
IMPORTED = re.compile(r'"([\w.\-]+\.typ)"')

Files = Mapping[str, Path]


def files_of(country: str) -> Files:
    """Every file that the country's templates may use, by its name."""
    packs = [folder / country.lower() / "documents" for folder in (SHIPPED, settings.PACKS)]
    found = (path for folder in (KIT, *packs) for path in sorted(folder.glob("*")))
    return {path.name: path for path in found if path.is_file()}


def whole(name: str, files: Files) -> dict[str, bytes]:
    """A template and whatever it imports, by name; a name that no file has is left out."""
    wanted, read = [name], dict[str, bytes]()
    while wanted:
        one = wanted.pop()
        if one in files and one not in read:
            read[one] = files[one].read_bytes()
            if one.endswith(".typ"):
                wanted += IMPORTED.findall(read[one].decode(errors="replace"))
    return read


def digest(name: str, files: Files) -> str:
    """SHA-256 of a template and of all that it imports: which version made a document."""
    total = hashlib.sha256()
    for one, content in sorted(whole(name, files).items()):
        total.update(f"{one}:{len(content)}:".encode() + content)
    return total.hexdigest()
