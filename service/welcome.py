"""What `klantbeeld serve` says once it is running: one screen."""

import shlex
from typing import Literal

from service.accounts.queries import count_accounts
from service.config import Settings
from service.web.site import Site

RUNNING = """
  Klantbeeld is running.

"""
CLIENTS, STAFF, HEALTH = (
    "    Clients     {url}/\n",
    "    Staff       {url}/staff\n",
    "    Is it well  {url}/healthz\n",
)
FIRST_ACCOUNT = """
  A fresh service has no accounts. Make the first one in a second window:

    {settings}bin/klantbeeld create-user --role admin --email you@example.org --name "Your name"
"""
STOP = """
  Stop with Ctrl+C.
"""


def welcome(site: Site, only: Literal["kiosk", "staff"] | None) -> str:
    """The one screen of the command: where what is served is, and how to make the first account while there is none."""
    with site.db.read() as session:
        first = only != "kiosk" and count_accounts(session) == 0
    places = (CLIENTS if only != "staff" else "") + (STAFF if only != "kiosk" else "") + HEALTH
    account = FIRST_ACCOUNT.format(settings=chosen_settings(site.settings)) if first else ""
    return RUNNING + places.format(url=site.settings.url) + account + STOP


def chosen_settings(settings: Settings) -> str:
    """What a second window must be told to mean this service; of an address that may hold a password only the name."""
    usual = Settings.model_fields
    found = {"KLANTBEELD_DATA": str(settings.data)} if settings.data != usual["data"].default else {}
    if settings.database_url:
        found["DATABASE_URL"] = "..."
    if settings.port != usual["port"].default:
        found["PORT"] = str(settings.port)
    return "".join(f"{name}={shlex.quote(value)} " for name, value in found.items())
