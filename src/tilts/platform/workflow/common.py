"""What every case can do: be reopened, be an error, and survive what happens to its person."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _
from statemachine import State
from statemachine.transition_list import TransitionList

from .guards import Guard
from .moves import Closed, Move, Paused, ReturnsTo, from_each
from .rules import MARK_ERROR, REOPEN

COMMON = (
    "reopen",
    "mark_error",
    "mark_wrong_person",
    "person_died",
    "person_escaped",
    "person_returned",
    "person_transferred",
)
ERRORS = ("entered_in_error", "wrong_person")
States = Mapping[str, State]


def common_states(of_person: bool = True) -> dict[str, State]:
    """Fresh states: python-statemachine ties each to one machine."""
    error: dict[str, State] = {"entered_in_error": Closed(_("entered in error"))}
    if not of_person:
        return error
    return {
        "suspended": Paused(_("suspended while the person is at large")),
        "ended_by_death": Closed(_("ended by death")),
        **error,
        "wrong_person": Closed(_("recorded on the wrong person")),
    }


def common_moves(
    states: States, reopens_if: tuple[Guard, ...] = (), of_person: bool = True
) -> dict[str, Move]:
    """The common moves among a machine's states; `reopens_if` guards the reopening.

    Death closes what is not closed; an escape suspends, and the return leads back to where the
    case was; a transfer leaves it where it is, with a row that says so. What was closed reopens
    to where it was. To what is nobody's, nothing happens by itself.
    """
    by_staff = _by_staff(states, reopens_if)
    return {**by_staff, **_by_itself(states)} if of_person else by_staff


def _by_staff(states: States, reopens_if: tuple[Guard, ...]) -> dict[str, Move]:
    closed = [state for state in states.values() if isinstance(state, Closed)]
    not_closed = [state for state in states.values() if not isinstance(state, Closed)]
    sound = [state for code, state in states.items() if code not in ERRORS]
    found = {
        "reopen": Move(
            transitions=_returns(closed, _coded(states, not_closed)),
            title=_("Reopen"),
            description=_("The case goes on from where it was."),
            needs=REOPEN,
            guards=reopens_if,
            needs_reason=True,
        ),
        "mark_error": Move(
            transitions=from_each(sound, states["entered_in_error"]),
            title=_("Mark as entered in error"),
            description=_("The case should never have been. It stays in the record, marked."),
            needs=MARK_ERROR,
            needs_reason=True,
        ),
    }
    if "wrong_person" in states:
        found["mark_wrong_person"] = _wrong_person(sound, states["wrong_person"])
    return found


def _wrong_person(sound: list[State], wrong: State) -> Move:
    return Move(
        transitions=from_each(sound, wrong),
        title=_("Mark as recorded on the wrong person"),
        description=_("The case is somebody else's. Record it anew on the right person."),
        needs=MARK_ERROR,
        needs_reason=True,
    )


def _by_itself(states: States) -> dict[str, Move]:
    usual = [state for state in states.values() if not isinstance(state, Closed | Paused)]
    paused = [state for state in states.values() if isinstance(state, Paused)]
    death, escape = states["ended_by_death"], states["suspended"]
    staying = TransitionList()
    for state in [*usual, *paused]:
        staying |= state.to(state)
    return {
        "person_died": Move(
            transitions=from_each([*usual, *paused], death), title=_("The person died")
        ),
        "person_escaped": Move(transitions=from_each(usual, escape), title=_("The person escaped")),
        "person_returned": Move(
            transitions=_returns([escape], _coded(states, usual)), title=_("The person is back")
        ),
        "person_transferred": Move(transitions=staying, title=_("The person was transferred")),
    }


def _coded(states: States, chosen: list[State]) -> dict[str, State]:
    return {code: state for code, state in states.items() if any(state is one for one in chosen)}


def _returns(sources: Iterable[State], targets: States) -> TransitionList:
    """From each source to each target; only the one where the case came from passes."""
    found = TransitionList()
    for source in sources:
        for code, target in targets.items():
            found |= source.to(target, cond=ReturnsTo(code).passes)
    return found
