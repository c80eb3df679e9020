"""What a list of a person's facts says of each of them."""

import pytest

from tilts.casework.people.models import Address, Alert, Contact, OtherName, Relation


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (Address(street="Brīvības iela 4", locality="Valmiera"), "Brīvības iela 4, Valmiera"),
        (Contact(value="+371 00 802949"), "+371 00 802949"),
        (Contact(value="+371 00 802949", note="evenings"), "+371 00 802949, evenings"),
        (Relation(name="Ilze Kalna", phone="+371 00 802950"), "Ilze Kalna, +371 00 802950"),
        (Alert(text="Two members of staff"), "Two members of staff"),
        (OtherName(family="Kalna", given="Ilze"), "Kalna, Ilze"),
    ],
)
def test_a_fact_says_what_it_is(
    fact: Address | Contact | Relation | Alert | OtherName, text: str
) -> None:
    assert fact.text_shown == text
