"""Forms of the people room."""

from .codes import CodeForm as CodeForm
from .details import DETAIL_FORMS as DETAIL_FORMS
from .details import AddressForm as AddressForm
from .details import AlertForm as AlertForm
from .details import ContactForm as ContactForm
from .details import HealthAlertForm as HealthAlertForm
from .details import OtherNameForm as OtherNameForm
from .details import RelationForm as RelationForm
from .details import VictimForm as VictimForm
from .identity import CorrectForm as CorrectForm
from .identity import IdentityForm as IdentityForm
from .identity import RegisterForm as RegisterForm
from .steps import BreakGlassForm as BreakGlassForm
from .steps import DayForm as DayForm
from .steps import DeathForm as DeathForm
from .steps import EndForm as EndForm
from .steps import LanguageForm as LanguageForm
from .steps import MergeForm as MergeForm
from .steps import ReasonForm as ReasonForm
from .steps import StaffLanguageForm as StaffLanguageForm
from .steps import SureForm as SureForm
from .steps import WallForm as WallForm
