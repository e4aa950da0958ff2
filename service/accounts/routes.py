"""The staff pages of this feature: the way in, the first page after it, one's own account."""

from starlette.responses import Response
from starlette.routing import Route

from service.accounts import first_sign_in_routes, sign_in_routes, sign_ins
from service.accounts.actions import choose_language, set_password
from service.accounts.guard import COOKIE, StaffRoutes, Visit
from service.accounts.models import Role
from service.accounts.pages import AccountPage
from service.accounts.passwords import LONGEST, SHORTEST, password_matches, password_problem
from service.accounts.permissions import Need
from service.accounts.queries import team_name
from service.accounts.sign_in_routes import show_sign_in
from service.errors import Invalid
from service.web.cookies import drop_cookie
from service.web.forms import Form

__all__ = ["open_routes", "routes", "show_sign_in"]

routes = StaffRoutes()
open_routes: list[Route] = [*sign_in_routes.open_routes, *first_sign_in_routes.open_routes]

READ, WRITE = Need("own_account", "read"), Need("own_account", "write")

#: Where each role's day begins.
FIRST_PAGES: dict[Role, str] = {
    Role.CASE_MANAGER: "/staff/cases",
    Role.TEAM_LEAD: "/staff/cases",
    Role.PSYCHIATRIST: "/staff/review",
    Role.ADMIN: "/staff/admin/accounts",
    Role.AUDITOR: "/staff/audit",
}


class LanguageForm(Form):
    """The language of the staff pages."""

    language: str


class ChangePasswordForm(Form):
    """The password of now and the new one, twice."""

    current: str
    password: str
    again: str


@routes.get("/staff", READ)
def staff_home(visit: Visit) -> Response:
    return visit.redirect(FIRST_PAGES[visit.principal.role])


@routes.get("/staff/account", READ)
def own_account(visit: Visit) -> Response:
    return visit.render("staff/account.html", account_page(visit, saved=visit.request.query_params.get("saved", "")))


def account_page(visit: Visit, saved: str = "", problems: dict[str, str] | None = None) -> AccountPage:
    """What the page of one's own account shows."""
    user, languages = visit.sign_in.user, visit.site.languages
    return AccountPage(
        name=user.name,
        email=user.email,
        role=user.role,
        team=team_name(visit.session, user.team_id),
        chosen=user.language,
        offered=tuple((code, languages[code].name) for code in languages.codes("staff")),
        shortest=SHORTEST,
        saved=saved,
        problems=problems or {},
    )


@routes.post("/staff/account/language", WRITE)
def choose_own_language(visit: Visit) -> Response:
    form = visit.fill(LanguageForm).form
    if form is None or form.language not in visit.site.languages.codes("staff"):
        raise Invalid("language")
    choose_language(visit.session, visit.principal.user_id, form.language, visit.now)
    return visit.redirect("/staff/account?saved=language")


@routes.post("/staff/account/password", WRITE)
def change_own_password(visit: Visit) -> Response:
    filled = visit.fill(ChangePasswordForm)
    problems = filled.problems if filled.form is None else change_problems(filled.form, visit)
    if filled.form is None or problems:
        return visit.render("staff/account.html", account_page(visit, problems=problems), 422)
    set_password(visit.session, visit.principal.user_id, filled.form.password, visit.now, keep=visit.sign_in.session.id)
    return visit.redirect("/staff/account?saved=password")


def change_problems(form: ChangePasswordForm, visit: Visit) -> dict[str, str]:
    """Why the password stays as it is, by field."""
    user = visit.sign_in.user
    if sign_ins.is_waiting(user, visit.now) or not password_matches(user.password_hash, form.current):
        sign_ins.note_failure(visit.session, user, "password_change_refused", visit.now)
        return {"current": "wrong_password"}
    if problem := password_problem(form.password, user.email):
        return {"password": problem}
    if form.password != form.again:
        return {"again": "not_the_same"}
    return {"password": "as_now"} if form.password == form.current[:LONGEST] else {}


@routes.post("/staff/sign-out", WRITE)
def sign_out(visit: Visit) -> Response:
    sign_ins.end(visit.session, visit.sign_in, visit.now)
    response = visit.redirect("/staff/sign-in")
    drop_cookie(response, visit.site.settings, COOKIE)
    response.headers["clear-site-data"] = '"cache", "storage"'
    return response
