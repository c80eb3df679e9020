"""What can be done with the register of forecasting models; no person is in it."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

SEE = declare("forecasts.see", _("See the register of forecasting models"))
KEEP = declare("forecasts.keep", _("Register forecasting models and record their validations"))
DECIDE = declare("forecasts.decide", _("Decide whether a forecasting model is used"))
STOP = declare("forecasts.stop", _("Suspend the use of a forecasting model"))
