"""Every address of the service, from the URL resolver: a new route is asked for by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")

# Parameters that lead to somebody: their values come from the people of the two worlds.
OF_SOMEBODY = {
    "person_id",
    "proceeding_id",
    "offence_id",
    "measure_id",
    "plan_id",
    "goal_id",
    "participation_id",
    "transfer_id",
    "supervision_id",
    "duty_id",
    "breach_id",
    "report_id",
    "paragraph_id",
    "voice_id",
    "conference_id",
    "decision_id",
    "service_id",
    "work_day_id",
    "note_id",
    "occurrence_id",
    "step_id",
    "taking_id",
    "visit_id",
    "appointment_id",
    "document_id",
    "assessment_id",
    "word_id",
    "series_id",
    "session_id",
    "enrolment_id",
    "apart_id",
    "glass_id",
    "erasure_id",
    "item_id",
}
# Parameters that lead to nobody in the record, and every value or a good one.
OF_NOBODY = {
    "agency": ["ievp"],
    "application_id": ["00000000-0000-0000-0000-00000000000a"],
    "opinion_id": ["00000000-0000-0000-0000-00000000000a"],
    "delivery_id": ["00000000-0000-0000-0000-00000000000a"],
    "meeting_id": ["00000000-0000-0000-0000-00000000000a"],
    "paper_id": ["00000000-0000-0000-0000-00000000000a"],
    "programme": ["equip"],
    "duty": ["cooperate"],
    "token": ["none"],
    "work_provider_id": ["00000000-0000-0000-0000-00000000000a"],
    "provider_contract_id": ["00000000-0000-0000-0000-00000000000a"],
    "model_id": ["00000000-0000-0000-0000-00000000000a"],
    "tool_kind": ["instrument"],
    "tool": ["rvn-demo"],
    "way": ["assessments"],
    "instrument": ["psa"],
    "item": ["own_agency"],
    "version": ["2018"],
    "code": ["begin", "reopen", "mark_error"],
    "step": ["check", "safe", "report"],
    "section": ["family"],
    "language": ["lv"],
    "form": ["dative"],
    "key": ["none"],
    "kind": ["address", "contact", "relation", "name", "alert", "proceedings.proceeding", "csv"],
    "name": ["history"],
    "pk": ["1"],
    "provider_id": ["none"],
    "role": ["clerk"],
    "uidb36": ["1"],
    "verb": ["place", "move", "end", "escape", "return"],
    "assignment_id": ["1"],
    "absence_id": ["1"],
    "qualification_id": ["1"],
    "fact_id": ["1"],  # always below its person
    "client_id": ["00000000-0000-0000-0000-00000000000c"],
    "reduction_id": ["00000000-0000-0000-0000-00000000000a"],
    "unit_id": ["unit_id"],
    "staff_id": ["staff_id"],
    # of staff, about whom the two worlds say the same
    "observation_id": ["00000000-0000-0000-0000-00000000000b"],
    "rating_id": ["00000000-0000-0000-0000-00000000000a"],
    "development_id": ["00000000-0000-0000-0000-00000000000d"],
    "gathering_id": ["00000000-0000-0000-0000-00000000000a"],
    "place_id": ["00000000-0000-0000-0000-00000000000a"],
    # of work drawn by chance, which names nobody
    "draw_id": ["00000000-0000-0000-0000-00000000000e"],
    "drawn_id": ["00000000-0000-0000-0000-00000000000f"],
    "reading_id": ["00000000-0000-0000-0000-00000000000a"],
}


@dataclass(frozen=True)
class Route:
    """An address with its parameters in braces: "/people/{person_id}/"."""

    path: str

    @property
    def parameters(self) -> list[str]:
        """Names of its parameters, in order."""
        return re.findall(r"{(\w+)}", self.path)

    def fillings(self) -> Iterator[dict[str, str]]:
        """What its parameters may be: of somebody "shown" or "hidden", or a value of its own."""
        choices = [
            ["shown", "hidden"] if name in OF_SOMEBODY else OF_NOBODY[name]
            for name in self.parameters
        ]
        for values in product(*choices):
            yield dict(zip(self.parameters, values, strict=True))


def routes() -> list[Route]:
    """Every route of the service, in the order of the resolver."""
    return list(dict.fromkeys(_walk(get_resolver().url_patterns, "/")))


def _walk(patterns: "list[URLPattern | URLResolver]", above: str) -> Iterator[Route]:
    for pattern in patterns:
        path = above + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        else:
            yield Route(PARAMETER.sub(lambda m: f"{{{m[1] or m[2]}}}", path).rstrip("$"))
