"""Teams, and the questionnaires with the state of their translations."""

from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from service.accounts.actions import Taken, create_team
from service.accounts.guard import StaffRoutes, Visit
from service.accounts.models import Role
from service.accounts.permissions import Need
from service.admin.account_pages import teams_page
from service.admin.pages import LanguageStatus, ModuleRow, QuestionnairesPage
from service.catalogue import Catalogue, Module
from service.web.forms import Form

routes = StaffRoutes()
#: Who may know the names of the health modules.
KNOW_HEALTH = frozenset({Role.PSYCHIATRIST, Role.ADMIN})


class TeamForm(Form):
    """A team's name."""

    name: Annotated[str, Field(max_length=80)]


@routes.get("/staff/admin/teams", Need("accounts", "read"))
def teams(visit: Visit) -> Response:
    """All teams."""
    return visit.render("staff/admin/teams.html", teams_page(visit))


@routes.post("/staff/admin/teams", Need("accounts", "write"))
def create_new_team(visit: Visit) -> Response:
    """A new team."""
    filled = visit.fill(TeamForm)
    problems = dict(filled.problems)
    if filled.form is not None:
        try:
            create_team(visit.session, filled.form.name, visit.now, visit.principal.user_id)
        except Taken:
            problems = {"name": "taken"}
    if problems:
        return visit.render("staff/admin/teams.html", teams_page(visit, filled.sent, problems), 422)
    return visit.redirect("/staff/admin/teams")


@routes.get("/staff/questionnaires", Need("catalogue", "read"))
def questionnaires(visit: Visit) -> Response:
    """Which modules there are, and how far each language is."""
    knows = visit.principal.role in KNOW_HEALTH
    modules = visit.site.part(Catalogue).modules.values()
    shown = [row for row in modules if knows or not row.questionnaire.is_health]
    codes = visit.site.languages.codes("client")
    page = QuestionnairesPage(
        languages=tuple((code, visit.site.languages[code].name) for code in codes),
        rows=tuple(module_row(row, codes, visit.language) for row in shown),
        hides_health=not knows,
    )
    return visit.render("staff/admin/questionnaires.html", page)


def module_row(module: Module, codes: tuple[str, ...], language: str) -> ModuleRow:
    """A line of the overview."""
    title = module.text(language, "title") if module.has_text(language, "title") else module.slug
    return ModuleRow(
        slug=module.slug,
        title=title,
        version=module.version,
        items=len(module.questionnaire.structure.items),
        is_health=module.questionnaire.is_health,
        languages=tuple(LanguageStatus(code, language_status(module, code)) for code in codes),
    )


def language_status(module: Module, language: str) -> str:
    """`missing` while any text lacks, else the lowest status of its entries."""
    return module.status(language).value if language in module.complete_languages else "missing"
