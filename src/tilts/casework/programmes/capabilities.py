"""What can be done in the room of programmes."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

SEE = declare("programmes.see", _("See the programmes and their licences"))
APPLY = declare("programmes.apply", _("Apply for the licence of a programme"))
ACCREDIT = declare("programmes.accredit", _("Lead the accreditation of programmes"))
CALLED = declare(
    "programmes.called", _("Give an opinion or a vote on a programme when called to do so")
)
REFER = declare("programmes.refer", _("Refer people to programmes and judge whether one suits"))
DELIVER = declare(
    "programmes.deliver", _("Give people places in programmes, and say what came of them")
)
