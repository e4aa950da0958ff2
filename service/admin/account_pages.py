"""The pages of accounts and teams, put together."""

import uuid
from collections.abc import Mapping

from service.accounts.guard import Visit
from service.accounts.models import Role, StaffUser
from service.accounts.passwords import new_temporary_password
from service.accounts.second_person import is_second
from service.admin.pages import AccountPage, AccountRow, AccountsPage, TeamRow, TeamsPage
from service.admin.queries import account, accounts, team_sizes, teams
from service.cases.queries import cases_held, open_cases_held, staff_names, team_names
from service.web.sorting import Order, Sorting

ROLES = tuple(role.value for role in Role)
#: In which order the states of an account come: what is to be done first.
STATES = ("pending", "new", "active", "inactive")
#: How the tables sort; as they come: accounts that work first, by name.
ACCOUNTS: Sorting[AccountRow] = Sorting(
    {
        "name": Order(lambda row: (row.name.casefold(),)),
        "email": Order(lambda row: (row.email,)),
        "role": Order(lambda row: (ROLES.index(row.role), row.name.casefold())),
        "team": Order(lambda row: (row.team.casefold(),), last=lambda row: not row.team),
        "state": Order(lambda row: (STATES.index(row.state),)),
    }
)
TEAMS: Sorting[TeamRow] = Sorting(
    {
        "name": Order(lambda row: (row.name.casefold(),)),
        "members": Order(lambda row: (row.members,), falls=True),
        "cases": Order(lambda row: (row.cases,), falls=True),
    },
    usual="name",
)
SAVED = ("role", "reset", "deactivate", "activate", "approve")


def state_of(user: StaffUser) -> str:
    """An account's state in one word."""
    if not user.active:
        return "inactive"
    if user.pending_approval:
        return "pending"
    return "new" if user.must_change_password or user.totp_secret is None else "active"


def account_row(user: StaffUser, names: Mapping[uuid.UUID, str]) -> AccountRow:
    """A line of the list."""
    team = names.get(user.team_id, "") if user.team_id else ""
    return AccountRow(user.id, user.name, user.email, user.role, team, state_of(user))


def accounts_page(visit: Visit) -> AccountsPage:
    """The list."""
    names = team_names(visit.session)
    sorting = ACCOUNTS.read(visit.request.query_params.get("sort", ""))
    rows = ACCOUNTS.sort((account_row(user, names) for user in accounts(visit.session)), sorting)
    return AccountsPage(tuple(rows), visit.principal.may("accounts", "write"), sorting)


def team_choices(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Teams to choose from."""
    return tuple((str(team.id), team.name) for team in teams(visit.session))


def account_page(visit: Visit, user_id: uuid.UUID, problems: Mapping[str, str] | None = None) -> AccountPage:
    """One account with what this reader may do with it; nobody does anything to their own."""
    user, me = account(visit.session, user_id), visit.principal.user_id
    may_change = visit.principal.may("accounts", "write") and user.id != me
    asked_by = user.approval_asked_by
    saved = visit.request.query_params.get("saved", "")
    return AccountPage(
        account=account_row(user, team_names(visit.session)),
        team_id=str(user.team_id or ""),
        created_at=user.created_at,
        asked_by=staff_names(visit.session, [asked_by]).get(asked_by, "") if asked_by else "",
        may_change=may_change,
        may_approve=may_change and user.pending_approval and is_second(visit.session, user, me),
        cases=cases_held(visit.session, user.id),
        open_cases=open_cases_held(visit.session, user.id),
        roles=ROLES,
        teams=team_choices(visit),
        suggestion=new_temporary_password(),
        saved=saved if saved in SAVED else "",
        problems=problems or {},
    )


def teams_page(
    visit: Visit, sent: Mapping[str, str] | None = None, problems: Mapping[str, str] | None = None
) -> TeamsPage:
    """All teams."""
    sizes = team_sizes(visit.session)
    sorting = TEAMS.read(visit.request.query_params.get("sort", ""))
    rows = TEAMS.sort((TeamRow(team.name, *sizes[team.id]) for team in teams(visit.session)), sorting)
    return TeamsPage(tuple(rows), sorting, sent or {}, problems or {})
