"""Two tabs of one sitting, in any order: the end is as if one had sent it all, nothing is lost or doubled."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import pytest

from tests.support.installation import Installation
from tests.support.respondent import Respondent
from tests.support.tables import rows_of

Sit = Callable[..., Respondent]
TOLD = "This question was already answered in another window. You can go on here."
Row = tuple[str, int, str, str]


@dataclass
class Tab:
    """The page that a window shows, however old, and the form that it sent last."""

    hidden: dict[str, str]
    codes: list[str]
    sent: dict[str, str] = field(default_factory=dict)


def seen(client: Respondent) -> Tab:
    return Tab(client.hidden, client.codes)


def kept(place: Installation) -> list[Row]:
    rows = [
        (r["item_id"], r["revision"], str(r["value"]).strip('"'), r["idempotency_key"])
        for r in rows_of(place.site.db, "answer")
    ]
    return sorted(rows)


class Course:
    """What must be kept after all that the tabs have sent, by the rule that a page counts as long as it is true."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.told = self.doubled = 0

    def send(self, client: Respondent, form: dict[str, str]) -> None:
        """Send a form from a page of any age, and see that the client is told what became of it."""
        item, key, revision = form["item"], form["key"], int(form["revision"])
        newest = max((row[1] for row in self.rows if row[0] == item), default=0)
        known = any(row[3] == key for row in self.rows)
        client.post("/answer", **form)
        if newest == revision:
            self.rows.append((item, revision + 1, form["answer"], key))
        else:
            self.told, self.doubled = self.told + (not known), self.doubled + known
        assert client.notice == ("" if newest == revision or known else TOLD)


@pytest.mark.parametrize("seed", range(2))
def test_any_order_of_two_tabs_ends_as_some_order_of_one(place: Installation, sit: Sit, seed: int) -> None:
    chance, course = Random(seed), Course()
    client = sit("en").open_module("persoonlijkheid")
    tabs = [seen(client), seen(client)]
    for _ in range(60):
        tab, act = chance.randrange(2), chance.choice(["answer", "answer", "answer", "again", "look", "back"])
        page = tabs[tab]
        if act == "answer":
            page.sent = {**page.hidden, "move": "next", "answer": chance.choice(page.codes)}
        if act == "back":
            client.post("/go", to="back")
        elif act == "look" or not page.sent:
            client.look()
        else:
            course.send(client, page.sent)
        assert kept(place) == sorted(course.rows), "all that was acknowledged, what was overwritten too, and no more"
        if not client.item:
            client.press("start")
        tabs[tab] = Tab(client.hidden, client.codes, page.sent)
    assert course.told
    assert course.doubled
