"""A valid form for every staff route that somebody else than the psychiatrist may send one to. Written by hand.

In the order of a day's work: what ends something comes last. `{name}` stands for what `tests.access.posting` knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

OWN_PASSWORD, OTHER_PASSWORD = "vier woorden in een rij", "vijf andere woorden in een rij"
CASE, GROUP = "/staff/cases/{case_id}", "/staff/groups/{group_id}"


@dataclass(frozen=True)
class Valid:
    """`page`: where the form stands, its hidden fields go along. `after`: routes that are sent theirs just before, the
    last reply is then the page. `take`: a recording goes along.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    after: tuple[str, ...] = ()
    take: bool = False


#: Route name → its form.
FORMS: Mapping[str, Valid] = {
    "choose_own_language": Valid({"language": "en"}),
    "change_own_password": Valid({"current": OWN_PASSWORD, "password": OTHER_PASSWORD, "again": OTHER_PASSWORD}),
    "register": Valid({"reference": "REF-7", "name": "Awet H.", "birth_year": "1988", "language": "ti"}),
    "save_suitability": Valid({"literacy": "both", "computer": "with_help", "wants": "true"}),
    "save_extra_time": Valid({"extra_time": "25"}),
    "keep_case_card": Valid(),
    "keep_client_card": Valid(),
    "issue_code": Valid(page=CASE, after=("revoke_code",)),
    "replace_case_code": Valid(page=CASE),
    "print_card": Valid(after=("replace_case_code",)),
    "give_new_code": Valid(page=f"{GROUP}/seats/{{seat_id}}/code"),
    "make_codes": Valid({"seats": "{seat_id}"}, page=f"{GROUP}/cards"),
    "print_all_cards": Valid(after=("make_codes",)),
    "save_level": Valid({"level": "2", "reason": "Zo gezien in het gesprek"}, page=f"{CASE}/levels"),
    "save_appointment": Valid({"day": "{today}", "time": "20:00"}, page=f"{CASE}/appointment"),
    "issue_case_report": Valid({"language": "nl"}, page=f"{CASE}/reports"),
    "debrief": Valid(after=("issue_case_report",)),
    "create_group": Valid(
        {"name": "Middag", "place": "Zaal 2", "day": "{today}", "time": "22:30", "cases": "{spare_case_id}"}
    ),
    "save_clients": Valid({"cases": "{case_id}"}),
    "lower_client_hand": Valid(),
    "give_client_time": Valid({"seen": "0"}),
    "end_client_sitting": Valid({"how": "now"}),
    "create_new_team": Valid({"name": "Zuid"}),
    "create_account": Valid(
        {"name": "Iemand", "email": "iemand@example.org", "role": "auditor", "password": OTHER_PASSWORD}
    ),
    "approve_account": Valid(),
    "change_account_role": Valid({"role": "team_lead", "team": "{team_id}"}),
    "reset_account": Valid({"password": OTHER_PASSWORD}),
    "deactivate_account": Valid({"known": "true"}),
    "activate_account": Valid(after=("deactivate_account",)),
    "keep_take": Valid({"voice": "Een stem"}, take=True),
    "restore_recording": Valid(),
    "remove_recording": Valid(after=("keep_take",)),
    "remove_voice_recordings": Valid({"voice": "Een stem"}, after=("keep_take",)),
    "close_group_sitting": Valid(),
    "revoke_code": Valid(),
    "withdraw_case": Valid(),
    "move_cases": Valid({"case": "{case_id}.{manager_id}", "to": "{colleague_id}"}),
    "sign_out": Valid(),
}
