"""Who may do what: the table of the design, route by route. Written by hand, apart from the service's own.

Objects: `own` a case of the klantmanager who asks, `team` one of a colleague in the same team, `other` one of another
team. The team lead leads the first team. A route without a case in its address has the object `any`.
"""

from collections.abc import Mapping

from service.accounts.models import Role

CM, LEAD, PSY, ADMIN, AUDITOR = Role.CASE_MANAGER, Role.TEAM_LEAD, Role.PSYCHIATRIST, Role.ADMIN, Role.AUDITOR
OWN, TEAM, ALL = frozenset({"own"}), frozenset({"own", "team"}), frozenset({"own", "team", "other"})
ANY = frozenset({"any"})
Who = Mapping[Role, frozenset[str]]

EVERYBODY: Who = dict.fromkeys(Role, ANY)
CASE_READ: Who = {CM: OWN, LEAD: TEAM}
CASE_WRITE: Who = {CM: OWN}
CODE: Who = {CM: OWN, LEAD: TEAM}
REVIEW: Who = {PSY: ALL}
REVIEWERS: Who = {PSY: ANY}
REPORT: Who = {CM: OWN, LEAD: TEAM, PSY: ALL}
ADMINS: Who = {ADMIN: ANY}
OVERSIGHT: Who = {ADMIN: ANY, AUDITOR: ANY}

#: Route name → role → objects. What is not here is not found.
STAFF: Mapping[str, Who] = {
    "staff_home": EVERYBODY,
    "own_account": EVERYBODY,
    "choose_own_language": EVERYBODY,
    "change_own_password": EVERYBODY,
    "sign_out": EVERYBODY,
    "caseload": {CM: ANY, LEAD: ANY},
    "new_case": {CM: ANY},
    "register": {CM: ANY},
    "show_case": CASE_READ,
    "suitability_form": CASE_WRITE,
    "save_suitability": CASE_WRITE,
    "issue_code": CODE,
    "print_card": CODE,
    "replace_case_code": CODE,
    "keep_case_card": CODE,
    "confirm_revoke": CODE,
    "revoke_code": CODE,
    "extra_time_form": CASE_WRITE,
    "save_extra_time": CASE_WRITE,
    "show_levels": CASE_READ,
    "save_level": CASE_WRITE,
    "appointment_form": CODE,
    "save_appointment": CODE,
    "debrief": CASE_WRITE,
    "confirm_withdraw": CASE_WRITE,
    "withdraw_case": CASE_WRITE,
    "groups": {CM: ANY, LEAD: ANY},
    "new_group": {CM: ANY},
    "create_group": {CM: ANY},
    "show_board": CASE_READ,
    "change_clients": CASE_WRITE,
    "save_clients": CASE_WRITE,
    "confirm_close_group": CASE_WRITE,
    "close_group_sitting": CASE_WRITE,
    "lower_client_hand": CASE_WRITE,
    "keep_client_card": CASE_WRITE,
    "give_client_time": CASE_WRITE,
    "confirm_new_code": CASE_WRITE,
    "give_new_code": CASE_WRITE,
    "confirm_end_sitting": CASE_WRITE,
    "end_client_sitting": CASE_WRITE,
    "choose_cards": CASE_WRITE,
    "make_codes": CASE_WRITE,
    "print_all_cards": CASE_WRITE,
    "assignment": {CM: ANY, LEAD: ANY, ADMIN: ANY, AUDITOR: ANY},
    "move_cases": {LEAD: ANY, ADMIN: ANY},
    "worklist": REVIEWERS,
    "take_up_sitting": REVIEW,
    "show_review": REVIEW,
    "save_note": REVIEW,
    "close_signal": REVIEW,
    "decide_health_levels": REVIEW,
    "request_appointment": REVIEW,
    "request_supplementary": REVIEW,
    "release_outcome": REVIEW,
    "close_review": REVIEW,
    "show_reports": REPORT,
    "issue_case_report": CASE_WRITE,
    "open_report": REPORT,
    "open_report_json": REPORT,
    "accounts": OVERSIGHT,
    "new_account": ADMINS,
    "create_account": ADMINS,
    "account": OVERSIGHT,
    "change_account_role": ADMINS,
    "reset_account": ADMINS,
    "deactivate_account": ADMINS,
    "activate_account": ADMINS,
    "approve_account": ADMINS,
    "teams": OVERSIGHT,
    "create_new_team": ADMINS,
    "questionnaires": {CM: ANY, LEAD: ANY, PSY: ANY, ADMIN: ANY},
    "studio": ADMINS,
    "recordings": ADMINS,
    "export_recordings": ADMINS,
    "text_to_read": ADMINS,
    "keep_take": ADMINS,
    "play_recording": ADMINS,
    "confirm_remove_recording": ADMINS,
    "remove_recording": ADMINS,
    "restore_recording": ADMINS,
    "confirm_remove_voice": ADMINS,
    "remove_voice_recordings": ADMINS,
    "components": ADMINS,
    "audit_log": {CM: ANY, LEAD: ANY, PSY: ANY, AUDITOR: ANY},
}

#: Pages before and during a sign-in: open to everybody, they know nobody.
SIGN_IN = frozenset(
    (
        "sign_in_page",
        "give_password",
        "code_page",
        "give_code",
        "own_password_page",
        "choose_own_password",
        "enrol_page",
        "enrol",
    )
)

#: The kiosk, which no member of staff's cookie opens.
KIOSK = frozenset(
    (
        "kiosk",
        "kiosk_sound",
        "kiosk_answer",
        "kiosk_find",
        "kiosk_go",
        "kiosk_language",
        "kiosk_enter",
        "kiosk_next",
        "kiosk_look",
        "kiosk_leave",
    )
)

#: Both apps.
SHARED = frozenset(("healthz", "static"))
