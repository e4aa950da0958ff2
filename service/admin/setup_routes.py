"""Teams, and the questionnaires with the state of their translations."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from service.accounts.actions import Taken, create_team
from service.accounts.guard import StaffRoutes, Visit
from service.accounts.models import Role
from service.accounts.permissions import Need
from service.admin.account_pages import teams_page
from service.admin.pages import LanguageStatus, ModuleRow, OtherRow, QuestionnairesPage
from service.catalogue import Catalogue, Module
from service.translations.status import Progress, progress
from service.web.forms import Form, Line

routes = StaffRoutes()
#: Who may know the names of the health modules.
KNOW_HEALTH = frozenset({Role.PSYCHIATRIST, Role.ADMIN})


class TeamForm(Form):
    """A team's name."""

    name: Annotated[Line, Field(max_length=80)]


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
    """Which modules there are, and how far each text of each language is."""
    knows = visit.principal.role in KNOW_HEALTH
    catalogue = visit.site.part(Catalogue)
    codes = visit.site.languages.codes("client")
    states = states_by_place(progress(catalogue, codes))
    shown = [module for module in catalogue.modules.values() if knows or not module.questionnaire.is_health]
    page = QuestionnairesPage(
        languages=tuple((code, visit.site.languages[code].name) for code in codes),
        rows=tuple(module_row(module, states, visit.language) for module in shown),
        others=tuple(OtherRow(place, found) for place, found in states.items() if place.startswith("_")),
        hides_health=not knows,
    )
    return visit.render("staff/admin/questionnaires.html", page)


def states_by_place(rows: Iterable[Progress]) -> dict[str, tuple[LanguageStatus, ...]]:
    """Place to the state of each language, in the order of the languages."""
    found: dict[str, tuple[LanguageStatus, ...]] = {}
    for row in rows:
        counts = [(status.value, count) for status, count in row.counts.items() if count]
        counts += [("missing", row.missing)] if row.missing else []
        found[row.place] = (*found.get(row.place, ()), LanguageStatus(row.language, row.lowest, tuple(counts)))
    return found


def module_row(module: Module, states: Mapping[str, tuple[LanguageStatus, ...]], language: str) -> ModuleRow:
    """A line of the overview."""
    title = module.text(language, "title") if module.has_text(language, "title") else module.slug
    return ModuleRow(
        slug=module.slug,
        title=title,
        version=module.version,
        items=module.count,
        is_health=module.questionnaire.is_health,
        languages=states[f"{module.slug}/{module.version}"],
    )
