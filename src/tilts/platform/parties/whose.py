"""Whose data a model holds, under which law, for what, and for how long.

Every model declares it as `whose = WhoseData(...)`; a field that no sensitivity names fails
a test, and `tilts check --data-map` prints the whole.
"""

from dataclasses import dataclass
from enum import StrEnum


class Regime(StrEnum):
    """The law a row is processed under."""

    LED = "LED"  # Directive (EU) 2016/680: offences and the execution of penalties
    GDPR = "GDPR"  # Regulation (EU) 2016/679: staff, volunteers, the public
    NONE = "none"  # no personal data


IN_PROCEEDINGS = ("suspect", "convicted", "witness or contact")  # LED art. 6
STAFF = ("staff",)
NOBODY: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WhoseData:
    """The declaration of one model. Sensitivities list field names, separated by spaces.

    `about` names the attribute with the party whose data a row is, through foreign keys with dots
    ("proceeding.person_id"); empty when it is nobody's.
    `wall` names the wall that the row stands behind; empty when none.
    `others` are declarations that hold instead where the row is about another kind of party, by
    that kind: what is said of staff stands under another law than what is said of the convicted.
    """

    controller: str
    regime: Regime
    purpose: str
    subjects: tuple[str, ...]
    retention: str
    about: str = ""
    wall: str = ""
    technical: str = ""
    ordinary: str = ""
    special: str = ""
    others: tuple[tuple[str, "WhoseData"], ...] = ()

    @property
    def about_lookup(self) -> str:
        """`about` as the lookup of a query."""
        return self.about.replace(".", "__")

    def sensitivity(self) -> dict[str, str]:
        """Field name → technical, ordinary or special (LED art. 10, GDPR art. 9)."""
        kinds = (
            ("technical", self.technical),
            ("ordinary", self.ordinary),
            ("special", self.special),
        )
        return {name: kind for kind, names in kinds for name in names.split()}


def technical(purpose: str, fields: str) -> WhoseData:
    """Declaration of a model without personal data."""
    return WhoseData(
        controller="service",
        regime=Regime.NONE,
        purpose=purpose,
        subjects=NOBODY,
        retention="service",
        technical=fields,
    )
