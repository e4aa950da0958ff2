"""The design system as it is: tokens, and every component of kiosk and staff, drawn by the product's own templates."""

from starlette.responses import Response

from service.accounts.guard import StaffRoutes, Visit
from service.accounts.permissions import Need
from service.admin.component_pages import Component, ComponentsPage, Frame, Script
from service.admin.kiosk_examples import EXAMPLES, drawn
from service.admin.tokens import colours, letters, pairs, spaces

routes = StaffRoutes()


@routes.get("/staff/components", Need("components", "read"))
def components(visit: Visit) -> Response:
    """All components, the kiosk's in one language or in all, as wide as the page or as a phone."""
    offered = visit.site.languages.codes("client")
    asked = visit.request.query_params.get("show", "")
    show = asked if asked in (*offered, "all") else offered[0]
    page = ComponentsPage(
        show=show,
        narrow=visit.request.query_params.get("width") == "narrow",
        languages=tuple(offered),
        colours=colours(),
        pairs=pairs(),
        spaces=spaces(),
        scripts=tuple(Script(code, *letters(code)) for code in offered),
        components=kiosk_components(visit, tuple(offered) if show == "all" else (show,)),
    )
    return visit.render("staff/admin/components.html", page)


def kiosk_components(visit: Visit, languages: tuple[str, ...]) -> tuple[Component, ...]:
    """Every example in these languages."""
    connection = visit.session.connection()
    return tuple(
        Component(
            example.name,
            example.height,
            tuple(Frame(code, drawn(visit.site, connection, example, code, visit.now)) for code in languages),
        )
        for example in EXAMPLES
    )
