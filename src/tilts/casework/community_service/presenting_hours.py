"""Hours in words."""

from django.utils.translation import gettext as _

HOUR = 60


def hours(minutes: int) -> str:
    """Whole minutes as hours: "6 h", "6 h 30 min", "45 min"."""
    whole, rest = divmod(minutes, HOUR)
    if not rest:
        return _("%(hours)s h") % {"hours": whole}
    if not whole:
        return _("%(minutes)s min") % {"minutes": rest}
    return _("%(hours)s h %(minutes)s min") % {"hours": whole, "minutes": rest}
