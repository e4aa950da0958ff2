"""The staff pages of this feature, in the order of the road."""

from service.accounts.guard import StaffRoutes
from service.cases import (
    assignment_routes,
    case_routes,
    extra_time_routes,
    invitation_routes,
    later_routes,
    level_routes,
)

routes = StaffRoutes()
for part in (case_routes, invitation_routes, extra_time_routes, level_routes, later_routes, assignment_routes):
    routes.rows.extend(part.routes.rows)
