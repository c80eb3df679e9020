"""What competence has for My day: sessions to observe and to rate, certificates that end."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.certified import competences, in_words
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.my_day import Row, register_section

from .queries import ending, ratings_waiting
from .rules import SEE


def to_rate(actor: Actor) -> list[Row]:
    """Ratings that the actor has still to finish; the session's day is when they are due."""
    today = timezone.localdate()
    with seen_by(actor, SEE):
        return [
            Row(
                text=_("Rate yourself: %(session)s") % {"session": row.observation.session}
                if row.rater_id == row.person_id
                else _("Observe %(name)s: %(session)s")
                % {"name": row.person.short_name, "session": row.observation.session},
                when=row.observation.planned_for,
                tone="warning" if row.observation.planned_for <= today else "neutral",
                url=reverse("competence:begin", args=[row.pk]),
            )
            for row in ratings_waiting(actor)
        ]


def to_renew(actor: Actor) -> list[Row]:
    """The actor's own certificates that ended or end soon, and which course renews each."""
    today, known = timezone.localdate(), competences(actor.country, timezone.localdate())
    return [
        Row(
            text=in_words(known[row.code].names),
            note=_("The course “%(course)s” renews it.")
            % {"course": in_words(known[row.code].course)},
            when=row.until,
            tone="danger" if row.until and row.until <= today else "warning",
            url=reverse("competence:certificates"),
        )
        for row in ending(actor.party, today)
        if row.code in known
    ]


register_section(
    "competence",
    title=lazy("Sessions to observe"),
    order=105,
    provider=to_rate,
    needs=SEE,
    rare=True,
)
register_section(
    "certificates",
    title=lazy("Your certificates that end"),
    order=104,
    provider=to_renew,
    needs=SEE,
    rare=True,
)
