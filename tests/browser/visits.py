"""Which pages axe visits: every page of access.yaml that a role may open, as one of those roles."""

from dataclasses import dataclass

from django.urls import reverse

from tests.routes import pages
from tools import access

# No pages: what they answer is no HTML, or they only take what a form sends.
NO_PAGES = {
    "adoption:download": "a file",
    "allocation:download": "a file",
    "allocation:proposal": "takes a button; the story of an absent officer looks at it",
    "adoption:tool_file": "a file",
    "account_logout": "the visit would end it; its page is the sign-in page's",
    "access:purpose": "takes an answer; the question stands on the pages of a person",
    "api:api-root": "JSON",
    "api:no_route": "JSON",
    "api:openapi-json": "JSON",
    "assessment:finish_second": "takes a button, for another assessor",
    "assessment:latest": "leads on",
    "assessment:resume": "leads on",
    "assessment:resume_second": "leads on",
    "assessment:second_section": "as assessment:section, for another assessor",
    "documents:document": "a PDF",
    "drafts:drafts": "JSON",
    "gatherings:feed": "a calendar for phones",
    "gatherings:paper": "a PDF",
    "mfa_download_recovery_codes": "a text file",
    "mfa_authenticate": "stands between sign-in and service; has a test of its own",
    "mfa_login_webauthn": "JSON",
    "mfa_reauthenticate_webauthn": "JSON",
    "notices:read": "takes a button",
    "notices:retry_mail": "takes a button",
    "notices:retry_mails": "takes a button",
    "notices:stop_mail": "takes a button",
    "openid_connect_callback": "leads on",
    "programmes:paper": "a PDF",
    "programmes:resume": "leads on",
    "openid_connect_login": "leads on",
    "organisation:account": "takes a button",
    "organisation:revoke_client": "takes a button",
    "people:lift_bar": "takes a button",
    "statistics:download": "a file",
    "web:sign_document": "takes a button",
    "set_language": "takes a choice",
    "signin:become": "takes a button",
}
# Who visits, if the table lets them in; the first fits. The rows of rows.py are theirs.
VISITORS = [
    access.SIGNED_OUT,
    "prison_officer",
    "clerk",
    "data_protection_officer",
    "administrator",
    "head_of_unit",
    "quality_manager",
]
VISITED_BY = {
    "people:correct": "clerk",
    **dict.fromkeys(
        [f"court_reports:{page}" for page in
         ("list", "newcomer", "of", "request", "one", "whole", "summary", "arrange", "interview",
          "attempt", "no_interview", "review", "sign", "word", "send", "move", "name_form",
          "victims", "invite", "waive", "voice", "section", "paragraph", "remove")],
        "probation_officer",
    ),
    "court_reports:assign": "head_of_unit",
    "court_reports:pass_on": "head_of_unit",
    "programmes:opinion": "psychologist",
    "programmes:section": "psychologist",
    "programmes:vote": "staff_supervisor",
    "programmes:declare": "staff_supervisor",
    **dict.fromkeys(
        ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_edit_webauthn",
         "mfa_remove_webauthn", "mfa_list_webauthn", "mfa_index", "mfa_reauthenticate"],
        "inspector",
    ),
    "account_set_password": "clerk",
    **dict.fromkeys(
        [f"community_service:{page}" for page in
         ("list", "hours", "of", "case", "advance", "receive", "register", "place", "place_at",
          "leave", "postpone", "record", "explain", "warn", "motion", "decision", "replaced",
          "paper", "judge", "correct", "send_back", "providers", "add_provider", "provider",
          "change_provider", "contract", "end_contract", "contact", "link")],
        "probation_officer",
    ),
    **dict.fromkeys(
        [f"competence:{page}" for page in
         ("plan", "plan_session", "moderate", "feed_back", "develop", "add", "again", "move",
          "reached", "certify", "withdraw", "reliability")],
        "quality_manager",
    ),
    "forecasts:move": "quality_manager",
    "quality:move": "quality_manager",
    "quality:plan": "quality_manager",
    "quality:monitoring": "quality_manager",
    "quality:draw": "quality_manager",
}  # fmt: skip
# Most used, so in all three languages; every other page in one, English and Latvian in turn.
MOST_USED = (
    "web:my_day",
    "people:list",
    "web:person",
    "supervision:record",
    "supervision:outcome",
)
LANGUAGES = ("en", "lv")
EVERY_LANGUAGE = ("en", "lv", "lt")
# Parameters of one route that the rows name otherwise.
LED = {"supervision_id": "<led_supervision_id>"}  # where the head of unit works
FILLINGS = {
    **{
        f"supervision:{page}": LED
        for page in ("register", "explain", "check", "choose_duty", "note_breach")
    },
    **{
        f"supervision:{page}": {"breach_id": "<led_breach_id>"}
        for page in ("ask", "hear", "warn", "warn_again", "motion", "decide")
    },
    **{
        f"supervision:{page}": {"duty_id": "<led_duty_id>"} for page in ("change_duty", "lift_duty")
    },
    "adoption:tool": {"tool_kind": "instrument", "tool": "rvn-demo"},
    "adoption:uses": {"tool_kind": "instrument", "tool": "rvn-demo", "way": "assessments"},
    "assessment:answer": {"word_id": "<far_word>"},
    "assessment:decide": {"assessment_id": "<far_assessment>"},
    "assessment:move": {"code": "give_up"},
    "assessment:result": {"assessment_id": "<final>"},
    "assessment:section": {"name": "history"},
    "competence:moderate": {"observation_id": "<rated>"},
    "competence:move": {"code": "cancel"},
    "competence:section": {"name": "practice"},
    "competence:tell": {"instrument": "miti4", "version": "4.2.1"},
    "quality:move": {"code": "leave_out"},
    "quality:section": {"name": "grounds"},
    "forecasts:one": {"model_id": "<trained_model>"},
    "forecasts:decide_for": {"model_id": "<trained_model>"},
    "forecasts:decide_against": {"model_id": "<trained_model>"},
    "forecasts:move": {"code": "suspend"},
    "forms:decide": {"instrument": "rvn-demo", "version": "2026.1"},
    "forms:instrument": {"instrument": "rvn-demo", "version": "2026.1"},
    "community_service:advance": {"code": "cancel"},
    "community_service:keep_away": {"service_id": "<registered_service>"},
    "community_service:of": {"person_id": "<worker>"},
    "community_service:place": {"service_id": "<registered_service>"},
    "community_service:place_at": {"service_id": "<registered_service>"},
    "community_service:receive": {"measure_id": "<unreceived>"},
    "community_service:register": {"service_id": "<received_service>"},
    "community_service:today": {"token": "none"},
    "people:add": {"kind": "address"},
    "people:end": {"kind": "address", "fact_id": "<address>"},
    "people:end_health": {"fact_id": "<health>"},
    "people:end_victim": {"person_id": "<offender>", "fact_id": "<victim>"},
    "people:add_victim": {"person_id": "<offender>"},
    "people:victims": {"person_id": "<offender>"},
    "people:split": {"person_id": "<merged>"},
    "allocation:officer": {"staff_id": "<officer>"},
    "allocation:accept_transfer": {"transfer_id": "<far_transfer>"},
    "allocation:move_transfer": {"code": "refuse"},
    "allocation:load": {"staff_id": "<officer>"},
    "allocation:reduce": {"staff_id": "<officer>"},
    "allocation:end_reduction": {"staff_id": "<officer>"},
    "proceedings:place": {"verb": "move"},
    "meetings:move": {"code": "approve"},
    "plans:move": {"code": "revise"},
    "proceedings:move": {"code": "mark_error"},
    "protocols:move": {"code": "call_off"},
    "visits:move": {"code": "cancel"},
    "visits:step": {"step": "check"},
    "programmes:advance": {"code": "take_out"},
    "programmes:group": {"series_id": "<given>"},
    "programmes:call": {"application_id": "<with_experts>"},
    "programmes:section": {"name": "why"},
    "programmes:invite": {"application_id": "<with_experts>"},
    "programmes:hand_in": {"application_id": "<draft>"},
    "programmes:return": {"application_id": "<submitted>"},
    "programmes:move": {"application_id": "<submitted>", "code": "accept"},
    "supervision:advance": {"code": "revoke"},
    "supervision:begin": {"person_id": "<led_person_id>", "measure_id": "<led_to_begin>"},
    "supervision:breach_move": {"code": "close_without"},
    "supervision:impose": {**LED, "duty": "banned_places"},
    "court_reports:move": {"code": "withdraw"},
    "court_reports:of": {"person_id": "<told_of>"},
    "court_reports:request": {"person_id": "<told_of>"},
    "court_reports:section": {"section": "family"},
    "court_reports:name_form": {"language": "lv", "form": "dative"},
    "supervision:appointment": {"appointment_id": "<begun>"},
    "supervision:outcome": {"appointment_id": "<begun>"},
    "supervision:take_back": {"appointment_id": "<said>"},
    "supervision:standard_of": {"staff_id": "<officer>"},
    "workflow:machine": {"kind": "proceedings.proceeding"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "none"},
}


@dataclass(frozen=True)
class Visit:
    """A page, who visits it, and in which languages."""

    route: str
    role: str
    languages: tuple[str, ...]

    def path(self, rows: dict[str, str]) -> str:
        """Its address, with the ids of rows that are there."""
        given = dict(FILLINGS.get(self.route, {}))
        for name, value in given.items():
            given[name] = rows[value[1:-1]] if value.startswith("<") else value
        wanted = next(page.parameters for page in pages() if page.name == self.route)
        return reverse(self.route, kwargs={name: given.get(name) or rows[name] for name in wanted})


def visits() -> list[Visit]:
    """One for each page, in the order of the table."""
    rows = access.rows("pages").items()
    open_to = [(route, who) for route, who in rows if who and route not in NO_PAGES]
    return [
        Visit(route, _visitor(route, who), _languages(route, number))
        for number, (route, who) in enumerate(open_to)
    ]


def _visitor(route: str, who: frozenset[str]) -> str:
    return VISITED_BY.get(route) or next(role for role in VISITORS if role in who)


def _languages(route: str, number: int) -> tuple[str, ...]:
    return EVERY_LANGUAGE if route in MOST_USED else (LANGUAGES[number % 2],)
