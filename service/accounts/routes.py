"""The staff pages of this feature."""

from service.accounts.guard import StaffRoutes

routes = StaffRoutes()
