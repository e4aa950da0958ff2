"""The staff pages of this feature."""

from service.accounts.guard import StaffRoutes
from service.admin import account_routes, component_routes, log_routes, setup_routes

routes = StaffRoutes()
for part in (account_routes, setup_routes, log_routes, component_routes):
    routes.rows.extend(part.routes.rows)
