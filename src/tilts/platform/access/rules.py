"""What can be done about access itself."""

from django.utils.translation import gettext_lazy as _

from .capabilities import declare

SEE_ROLES = declare("access.see_roles", _("See which role may do what"))
BREAK_GLASS = declare("access.break_glass", _("Break the glass in an emergency"))
REVIEW_GLASS = declare("access.review_glass", _("Review broken glass"))
BAR = declare("access.bar", _("Bar staff from a person's case"))
INSPECT = declare("record.inspect", _("Inspect the record: who did and saw what"))
