"""Invited clients for the simulated respondents."""

from datetime import datetime
from random import Random

from service.config import Settings
from service.demo.guard import demo_database
from service.demo.invitations import invite_many


def invite(settings: Settings, number: int, now: datetime) -> list[str]:
    """So many more clients, as `klantbeeld demo --invitations` adds them; their access codes."""
    with demo_database(settings) as db:
        return [code for batch in invite_many(db, settings, number, Random(number), now) for code in batch]
