"""What the tests of programmes share: who applies, who leads, who judges, and how far it goes."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from tilts.casework.programmes import actions
from tilts.casework.programmes.choices import INSTRUMENT, PartKind
from tilts.casework.programmes.models import Accreditation, Meeting, Opinion, Seat
from tilts.platform.forms.actions import Decision, answer
from tilts.platform.forms.actions import decide as decide_on
from tilts.platform.forms.answering import Answer
from tilts.platform.forms.catalogue import versions
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE, Actor

TODAY = timezone.localdate()
PDF = b"%PDF-1.7\n% fictional\n"
USED = Decision("use", "The director", "A year of trial.", date(2024, 1, 1))


@dataclass
class Board:
    """Ilze of the prison in Riga applies; the quality manager in Olaine leads."""

    house: House

    def member(self, family: str, role: str, unit: str = "olaine") -> Staff:
        """Somebody of that name with a role in a unit."""
        return self.house.member(role, unit, family=family)

    @cached_property
    def applicant_staff(self) -> Staff:
        return self.member("Ozola", "head_of_unit", "riga")

    @cached_property
    def secretary_staff(self) -> Staff:
        return self.member("Bērziņa", "quality_manager")

    @cached_property
    def expert_staff(self) -> Staff:
        return self.member("Liepa", "psychologist")

    @cached_property
    def members(self) -> list[Staff]:
        return [self.member(name, "staff_supervisor") for name in ("Egle", "Priede", "Kļava")]

    @property
    def applicant(self) -> Actor:
        return actor_for(self.applicant_staff, TODAY)

    @property
    def secretary(self) -> Actor:
        return actor_for(self.secretary_staff, TODAY)

    @property
    def expert(self) -> Actor:
        return actor_for(self.expert_staff, TODAY)

    def use_form(self) -> None:
        """The evaluation form is in use in the prison service."""
        (of,) = versions(INSTRUMENT)
        decide_on(by=SERVICE, agency="ievp", of=of, decision=USED)

    def draft(self, programme: str = "equip") -> Accreditation:
        """An application that has just begun."""
        unit = self.house.units["riga"]
        return actions.apply(by=self.applicant, unit=unit, programme=programme)

    def whole(self, programme: str = "equip") -> Accreditation:
        """An application with every document."""
        case = self.draft(programme)
        for kind in PartKind:
            self.hand_in(case, kind)
        return case

    def hand_in(self, case: Accreditation, kind: str) -> None:
        """One document of an application."""
        actions.hand_in(by=self.applicant, case=case, kind=kind, title=f"{kind}.pdf", content=PDF)

    def submitted(self, programme: str = "equip") -> Accreditation:
        """An application that waits to be checked."""
        return actions.advance(by=self.applicant, case=self.whole(programme), code="submit")

    def with_experts(self, programme: str = "equip") -> Accreditation:
        """An application that was found complete."""
        return actions.advance(by=self.secretary, case=self.submitted(programme), code="accept")

    def asked(self, programme: str = "equip") -> Opinion:
        """An opinion that was asked for."""
        self.use_form()
        case = self.with_experts(programme)
        return actions.invite_expert(by=self.secretary, case=case, expert=self.expert_staff)

    def answer_all(self, opinion: Opinion, points: int = 2) -> None:
        """Every criterion answered alike, each with its evidence."""
        for name, item in opinion.definition.items.items():
            value = str(points) if item.type == "choice" else f"Page 3 on {name}."
            answer(by=self.expert, sheet=opinion.sheet, item=name, given=Answer(value=value))

    def judged(self, programme: str = "equip", points: int = 2) -> Accreditation:
        """An application with an opinion that was given."""
        opinion = self.asked(programme)
        self.answer_all(opinion, points)
        actions.give_opinion(by=self.expert, opinion=opinion, summary="A sound programme.")
        return opinion.accreditation

    def called(self, programme: str = "equip") -> Meeting:
        """A meeting to which three members were called."""
        case = self.judged(programme)
        return self.call(case)

    def call(self, case: Accreditation, day: date = TODAY) -> Meeting:
        """The commission is called about a case."""
        return actions.call_commission(
            by=self.secretary, case=case, held_on=day, members=self.members
        )

    def vote(self, meeting: Meeting, *votes: str) -> None:
        """The members vote, in their order."""
        for member, choice in zip(self.members, votes, strict=False):
            seat = Seat.objects.get(meeting=meeting, member=member)
            by = actor_for(member, TODAY)
            actions.vote(by=by, seat=seat, choice=choice, because=f"I am for {choice}.")

    def decide(self, meeting: Meeting, *votes: str, conditions: str = "") -> Accreditation:
        """The members vote and the decision is recorded."""
        self.vote(meeting, *votes)
        actions.decide(
            by=self.secretary, meeting=meeting, because="As most of us see it.",
            minutes="We talked.", conditions=conditions,
        )  # fmt: skip
        return meeting.accreditation

    def licensed(self, programme: str = "equip") -> Accreditation:
        """A licence that holds from today."""
        return self.decide(self.called(programme), "license", "license", "license")
