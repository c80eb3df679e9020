"""The main navigation: few places, each shown to who may enter it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Text
from tilts.platform.parties.actors import Actor


@dataclass(frozen=True)
class Link:
    """One place: its name, its view, and the capability that it wants."""

    label: Text
    view: str
    capability: str

    def shown_to(self, actor: Actor) -> bool:
        """True when the actor may enter."""
        return self.capability in actor.capabilities


LINKS = (
    Link(_("My day"), "web:my_day", "workflow.own_items"),
    Link(_("People"), "people:list", "people.see"),
    Link(_("Allocation"), "allocation:unit", "allocation.assign"),
    Link(_("Observations"), "competence:list", "competence.lead"),
    Link(_("Groups"), "gatherings:list", "gatherings.see"),
    Link(_("Programmes"), "programmes:list", "programmes.see"),
    Link(_("Reports"), "court_reports:list", "court_reports.write"),
    Link(_("Community service"), "community_service:list", "community_service.run"),
    Link(_("Statistics"), "statistics:assessments", "statistics.see"),
    Link(_("Broken glass"), "access:glasses", "access.review_glass"),
    Link(_("Record"), "inspection:search", "record.inspect"),
    Link(_("Erasure"), "erasure:list", "record.erase_see"),
    Link(_("Instruments"), "forms:instruments", "forms.decide"),
    Link(_("Forecasting models"), "forecasts:list", "forecasts.keep"),
    Link(_("Organisation"), "organisation:units", "organisation.see"),
)
