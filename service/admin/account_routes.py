"""Staff accounts: made, given another role, reset, switched off, approved by a second administrator."""

import uuid
from collections.abc import Callable
from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from service.accounts import actions
from service.accounts.guard import StaffRoutes, Visit
from service.accounts.models import Role
from service.accounts.passwords import new_temporary_password, password_problem
from service.accounts.permissions import Need
from service.admin.account_pages import ROLES, account_page, accounts_page, team_choices
from service.admin.pages import NewAccountPage
from service.cases.queries import cases_held, open_cases_held
from service.errors import Forbidden
from service.web.error_pages import ErrorPage
from service.web.forms import Form, Line

routes = StaffRoutes()
READ, WRITE = Need("accounts", "read"), Need("accounts", "write")
LIST = "/staff/admin/accounts"
EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s.]+$"


class NewAccountForm(Form):
    """Who, what for, and the temporary password."""

    name: Annotated[Line, Field(max_length=120)]
    email: Annotated[str, Field(max_length=200, pattern=EMAIL)]
    role: Role
    team: uuid.UUID | None = None
    password: str


class RoleForm(Form):
    """Another role or team."""

    role: Role
    team: uuid.UUID | None = None


class ResetForm(Form):
    """A new temporary password."""

    password: str


class DeactivateForm(Form):
    """`known`: that open cases stay behind."""

    known: bool = False


@routes.get(LIST, READ)
def accounts(visit: Visit) -> Response:
    """All accounts."""
    return visit.render("staff/admin/accounts.html", accounts_page(visit))


@routes.get(f"{LIST}/new", WRITE)
def new_account(visit: Visit) -> Response:
    """The form for a new account."""
    page = NewAccountPage(ROLES, team_choices(visit), new_temporary_password())
    return visit.render("staff/admin/new_account.html", page)


@routes.post(f"{LIST}/new", WRITE)
def create_account(visit: Visit) -> Response:
    """Make it."""
    filled = visit.fill(NewAccountForm)
    problems = dict(filled.problems) if filled.form is None else create(visit, filled.form)
    if problems:
        suggestion = filled.sent.get("password") or new_temporary_password()
        page = NewAccountPage(ROLES, team_choices(visit), suggestion, filled.sent, problems)
        return visit.render("staff/admin/new_account.html", page, 422)
    return visit.redirect(LIST)


def create(visit: Visit, form: NewAccountForm) -> dict[str, str]:
    """Make the account, or say why not."""
    if problem := password_problem(form.password, form.email):
        return {"password": problem}
    if form.team is not None and str(form.team) not in dict(team_choices(visit)):
        return {"team": "unknown"}
    try:
        actions.create_user(
            visit.session,
            form.email,
            form.name,
            form.role,
            form.team,
            form.password,
            visit.now,
            visit.principal.user_id,
        )
    except actions.Taken:
        return {"email": "taken"}
    except actions.TeamMissing:
        return {"team": "team_missing"}
    return {}


@routes.get(f"{LIST}/{{user_id}}", READ)
def account(visit: Visit) -> Response:
    """One account."""
    return visit.render("staff/admin/account.html", account_page(visit, visit.path_id("user_id")))


@routes.post(f"{LIST}/{{user_id}}/role", WRITE)
def change_account_role(visit: Visit) -> Response:
    """Another role or team."""
    user_id, filled = visit.path_id("user_id"), visit.fill(RoleForm)
    form = filled.form
    problems = dict(filled.problems) if form is None else role_problems(visit, user_id, form)
    if form is None or problems:
        return visit.render("staff/admin/account.html", account_page(visit, user_id, problems), 422)
    team = form.team
    return decided(
        visit,
        "role",
        lambda: actions.change_role(visit.session, user_id, form.role, team, visit.now, visit.principal.user_id),
    )


def role_problems(visit: Visit, user_id: uuid.UUID, form: RoleForm) -> dict[str, str]:
    """Why the role stays: a klantmanager's cases must go to somebody else first."""
    if form.team is not None and str(form.team) not in dict(team_choices(visit)):
        return {"team": "unknown"}
    if (form.role in actions.TEAM_ROLES) != (form.team is not None):
        return {"team": "team_missing"}
    return {"role": "has_cases"} if cases_held(visit.session, user_id) else {}


@routes.post(f"{LIST}/{{user_id}}/reset", WRITE)
def reset_account(visit: Visit) -> Response:
    """A new temporary password, the second factor anew."""
    user_id, filled = visit.path_id("user_id"), visit.fill(ResetForm)
    form, problem = filled.form, "missing"
    if form is not None:
        problem = password_problem(form.password, "") or ""
    if form is None or problem:
        return visit.render("staff/admin/account.html", account_page(visit, user_id, {"password": problem}), 422)
    password = form.password
    return decided(
        visit,
        "reset",
        lambda: actions.reset_access(visit.session, user_id, password, visit.now, visit.principal.user_id),
    )


@routes.post(f"{LIST}/{{user_id}}/deactivate", WRITE)
def deactivate_account(visit: Visit) -> Response:
    """No more access. Of somebody with open cases the administrator says first that they must go to another."""
    user_id, by = visit.path_id("user_id"), visit.principal.user_id
    form = visit.fill(DeactivateForm).form
    if open_cases_held(visit.session, user_id) and not (form and form.known):
        return visit.render("staff/admin/account.html", account_page(visit, user_id, {"known": "missing"}), 422)
    return decided(visit, "deactivate", lambda: actions.deactivate(visit.session, user_id, visit.now, by))


@routes.post(f"{LIST}/{{user_id}}/activate", WRITE)
def activate_account(visit: Visit) -> Response:
    """Access again."""
    user_id, by = visit.path_id("user_id"), visit.principal.user_id
    return decided(visit, "activate", lambda: actions.activate(visit.session, user_id, visit.now, by))


@routes.post(f"{LIST}/{{user_id}}/approve", WRITE)
def approve_account(visit: Visit) -> Response:
    """The second administrator agrees."""
    user_id, by = visit.path_id("user_id"), visit.principal.user_id
    return decided(visit, "approve", lambda: actions.approve(visit.session, user_id, visit.now, by))


def decided(visit: Visit, what: str, act: Callable[[], None]) -> Response:
    """Do it; what an administrator may not do to this account is refused, and the log tells of the attempt."""
    user_id = visit.path_id("user_id")
    try:
        act()
    except Forbidden as refusal:
        visit.audit("account_change_refused", object_id=user_id, change=what)
        return visit.render("staff/error.html", ErrorPage(refusal.code, refusal.status), refusal.status)
    return visit.redirect(f"{LIST}/{user_id}?saved={what}")
