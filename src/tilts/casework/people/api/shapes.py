"""What the API says about people, and what it takes."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema

from tilts.platform.access.operations import Body


class PersonRow(Schema):
    """A person in a list."""

    id: UUID
    file_number: str
    family: str
    given: str
    patronymic: str
    birth_year: int | None
    category: str
    unit: UUID


class PersonOut(Schema):
    """Who somebody is. `merged_into` is the record that stands for this one, if one may see it."""

    id: UUID
    version: int
    file_number: str
    country: str
    unit: UUID
    family: str
    given: str
    patronymic: str
    family_first: bool
    birth_date: date | None
    birth_precision: str
    sex: str
    category: str
    citizenships: list[str]
    languages: list[str]
    interpreter: str
    died_on: date | None
    entered_in_error: bool
    merged_into: UUID | None = None


class DatedOut(Schema):
    """A fact in force from `since`, and no more from `until` on. `person` tells merged records."""

    id: int
    person: UUID
    kind: str
    since: date
    until: date | None

    @staticmethod
    def resolve_person(obj: Any) -> UUID:
        """By its id."""
        person: UUID = obj.person_id
        return person


class CodeOut(DatedOut):
    """A code; `doubt` says what was wrong with it, and is empty when nothing was."""

    value: str
    doubt: str


class NameOut(DatedOut):
    """Another name."""

    family: str
    given: str
    patronymic: str


class AddressOut(DatedOut):
    """Where somebody lives."""

    street: str
    locality: str
    postcode: str
    country: str


class ContactOut(DatedOut):
    """How somebody is reached."""

    value: str
    note: str


class RelationOut(DatedOut):
    """Somebody close."""

    name: str
    phone: str
    note: str


class AlertOut(DatedOut):
    """What whoever meets the person must know."""

    text: str


class HealthOut(Schema):
    """A health matter that staff in contact must know."""

    id: int
    text: str
    since: date
    until: date | None


class VictimOut(Schema):
    """A victim, how to reach them, and whether they want to be told of release or escape."""

    id: int
    name: str
    contact: str
    wants_information: bool
    since: date
    until: date | None


class DetailsOut(Schema):
    """Everything around an identity, past and present, newest first."""

    codes: list[CodeOut]
    names: list[NameOut]
    addresses: list[AddressOut]
    contacts: list[ContactOut]
    relations: list[RelationOut]
    alerts: list[AlertOut]


class TwinOut(Schema):
    """A record that may be the same person, and what speaks for it."""

    person: PersonRow
    evidence: list[str]


class Found(Schema):
    """Who was found, the nearest first. `suggestions` are names that may have been meant."""

    items: list["HitOut"]
    more: bool
    suggestions: list[str]


class HitOut(PersonRow):
    """A person found, and under which other name if it was one."""

    under: str


class IdentityIn(Body):
    """Who somebody is. Only the family name and the role in the record are wanted."""

    family: str
    given: str = ""
    patronymic: str = ""
    family_first: bool = False
    birth_date: date | None = None
    birth_precision: str = ""
    sex: str = "unknown"
    category: str
    citizenships: list[str] = Field([], description="two-letter country codes")
    languages: list[str] = []
    interpreter: str = ""

    def as_form(self) -> dict[str, Any]:
        """As the form of the page takes it."""
        return {**self.dict(), "citizenships": " ".join(self.citizenships)}


class RegisterIn(IdentityIn):
    """A new person. `anyway`: also when records look alike."""

    code_kind: str = ""
    code: str = ""
    unit: UUID
    anyway: bool = False


class CorrectIn(IdentityIn):
    """A correction of the version that the editor saw; all of the identity is replaced."""

    version: int
    reason: str


class ReasonIn(Body):
    """Why."""

    reason: str


class OtherIn(ReasonIn):
    """The other record of a pair, and why."""

    other: UUID


class DeathIn(ReasonIn):
    """The day of a death; `reason` is the source."""

    died_on: date


class EndIn(Body):
    """The first day on which a fact holds no more, by its kind (code, name, address …)."""

    kind: str
    fact: Annotated[int, Field(ge=1, lt=1 << 63, description="its id among the details")]
    until: date


class FactIn(Body):
    """A fact of some kind, in force from a day on."""

    kind: str
    since: date


class CodeIn(FactIn):
    """A code, of a type of the country pack; of type "none" without a value."""

    value: str = ""


class NameIn(FactIn):
    """Add a name under which somebody is also found: former, alias, transliteration."""

    family: str
    given: str = ""
    patronymic: str = ""


class AddressIn(FactIn):
    """Add where somebody lives: declared, actual, release."""

    street: str = ""
    locality: str
    postcode: str = ""
    country: str


class ContactIn(FactIn):
    """Add how somebody is reached: phone, email."""

    value: str
    note: str = ""


class RelationIn(FactIn):
    """Add somebody close: partner, parent, child, sibling, friend, employer, other."""

    name: str
    phone: str = ""
    note: str = ""


class AlertIn(FactIn):
    """Set what whoever meets the person must know."""

    text: str = ""


class HealthIn(Body):
    """Set a health alert: what staff in contact must know, from a day on."""

    text: str
    since: date


class VictimIn(Body):
    """Add a victim: secret by law."""

    name: str
    contact: str = ""
    wants_information: bool = False
    since: date


class WallEndIn(Body):
    """The day from which what stands behind a wall holds no more."""

    fact: Annotated[int, Field(ge=1, lt=1 << 63, description="its id behind the wall")]
    until: date


class GlassIn(ReasonIn):
    """An emergency: whom it is about, by their exact file number or personal code, and why."""

    number: str
