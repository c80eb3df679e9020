"""Names of people as Latvian and Lithuanian inflect them.

No kept library does it for Python; the tables follow the languages' own authorities, named in
`latvian.py` and `lithuanian.py`. A rule cannot know every name: what ends as no table says, stands
unchanged and is not `sure`, so that a person looks at it.
"""

from .inflecting import CASES, Case, Inflected, Sex, inflect

__all__ = ["CASES", "Case", "Inflected", "Sex", "inflect"]
