"""Two windows of one sitting, at two processes of the service, in any order and at the same moment.

The end is what some order of the two would have left, and each is told what became of its form in that order. What was
overwritten is in the history. The windows are forms as pages had them, however old; the pages themselves are in
`test_two_tabs.py`.
"""

import asyncio
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from itertools import count, permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select
from starlette.datastructures import FormData

from service.db import Base, Database
from service.errors import NotFound
from service.kiosk.answering import answer
from service.kiosk.looking import lock_places, look_at_places
from service.kiosk.models import Answer, Sitting, SittingModule
from service.kiosk.moves import MOVES
from service.kiosk.place import Place
from service.kiosk.saving import read_sent
from service.kiosk.turn import Turn, take_turn
from service.web.site import Site
from service.web.tokens import new_token, token_hash
from tests.support.installation import Installation
from tests.support.respondent import Respondent

Sit = Callable[..., Respondent]
Row = tuple[str, int, str, str]
SLUG, FIRST = "persoonlijkheid", 7
ACTS = ("answer", "answer", "again", "back", "look")


@dataclass(frozen=True)
class Form:
    """What a window sends."""

    to: str
    item: str
    revision: int = 0
    key: str = ""
    value: str = ""

    @property
    def fields(self) -> FormData:
        """As the browser sends it."""
        return FormData({"item": self.item, "revision": str(self.revision), "key": self.key, "answer": self.value})


@dataclass(frozen=True)
class Model:
    """The rule in small: a form counts as long as its page is true; a form that was kept before changes nothing."""

    path: tuple[str, ...]
    item: str
    rows: tuple[Row, ...] = ()

    def revision(self, item: str) -> int:
        """Of the newest answer."""
        return max((row[1] for row in self.rows if row[0] == item), default=0)

    def after(self, form: Form) -> tuple["Model", str]:
        """What this form leaves, and what the client is told."""
        place = self.path.index(form.item)
        if form.to == "back":
            return (replace(self, item=self.path[place - 1]) if form.item == self.item else self), "done"
        if self.revision(form.item) == form.revision:
            row = (form.item, form.revision + 1, form.value, form.key)
            return replace(self, item=self.path[place + 1], rows=(*self.rows, row)), "done"
        return self, "done" if any(row[3] == form.key for row in self.rows) else "told"


@dataclass
class Window:
    """The page that it shows, however old, and the form that it sent last."""

    item: str
    revision: int
    sent: Form | None = None

    def form(self, act: str, key: str, value: str) -> Form:
        """What this act sends."""
        if act == "again" and self.sent:
            return self.sent
        if act == "back":
            return Form("back", self.item)
        self.sent = Form("next", self.item, self.revision, key, value)
        return self.sent


@dataclass
class Table:
    """One sitting, and two processes that serve it."""

    place: Installation
    like: uuid.UUID
    path: tuple[str, ...]
    codes: tuple[str, ...]
    nodes: tuple[Site, Site]
    loop: asyncio.AbstractEventLoop
    keys: Iterator[int] = field(default_factory=count)
    token: str = ""
    sitting: uuid.UUID = field(default_factory=uuid.uuid4)

    def begin(self) -> Model:
        """One more sitting of the same client, of this module alone, at an item with some before it."""
        self.token, self.sitting = new_token(), uuid.uuid4()
        at = {"screen": "item", "slug": SLUG, "item_id": self.path[FIRST], "token_hash": token_hash(self.token)}
        with self.place.site.db.write() as session:
            sitting, module = session.get_one(Sitting, self.like), session.query(SittingModule).filter_by(slug=SLUG)
            session.add(Sitting(**{**columns(sitting), "id": self.sitting, **at}))
            session.flush()
            session.add(SittingModule(**{**columns(module[0]), "id": uuid.uuid4(), "sitting_id": self.sitting}))
        return Model(self.path, self.path[FIRST])

    def send(self, node: int, form: Form) -> "Future[str]":
        """Send it to one of the processes, as the routes do; what the client is told."""
        return asyncio.run_coroutine_threadsafe(self._send(self.nodes[node], form), self.loop)

    async def _send(self, site: Site, form: Form) -> str:
        def work(connection: Connection, seen: Place | None) -> None:
            turn = take_turn(site, connection, self.token, self.place.clock(), seen)
            do(turn, form)
            turn.write()

        try:
            await site.db.submit_seen(work, look_at_places, self.token, lock_places)
        except NotFound:
            return "told"
        return "done"

    def kept(self, model: Model) -> Model:
        """What the database has now."""
        row = select(Answer.item_id, Answer.revision, Answer.value, Answer.idempotency_key)
        with self.place.site.db.read() as session:
            sitting = session.get_one(Sitting, self.sitting)
            rows = [tuple(found) for found in session.execute(row.where(Answer.sitting_id == self.sitting))]
            assert sitting.screen == "item"
            return replace(model, item=str(sitting.item_id), rows=tuple(sorted(rows)))


def columns(row: Base) -> dict[str, object]:
    """What this row has, to make one like it."""
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def do(turn: Turn, form: Form) -> None:
    """What the routes do with this form."""
    if form.to == "back":
        MOVES["back"](turn, form.fields)
    else:
        answer(turn, read_sent(form.fields))


@pytest.fixture
def table(place: Installation, sit: Sit, database_url: str) -> Iterator[Table]:
    client = sit("en").open_module(SLUG)
    with place.site.db.read() as session:
        module = session.query(SittingModule).filter_by(slug=SLUG).one()
        sitting, order = module.sitting_id, module.item_order
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    other = replace(place.site, db=Database(database_url))
    yield Table(place, sitting, tuple(order), tuple(client.codes), (place.site, other), loop)
    other.db.close()
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


act = st.tuples(st.sampled_from(ACTS), st.integers(0, 4))
#: One window alone, or both at the same moment.
step = st.one_of(st.tuples(st.integers(0, 1), act), st.tuples(act, act))


def test_any_interleaving_is_some_order(table: Table) -> None:
    """Five hundred on each database."""

    @settings(max_examples=500, deadline=None, database=None, suppress_health_check=[*HealthCheck])
    @given(st.lists(step, min_size=2, max_size=6))
    def interleave(steps: list[tuple[int | tuple[str, int], tuple[str, int]]]) -> None:
        model = table.begin()
        windows = [Window(model.item, 0), Window(model.item, 0)]
        for first, second in steps:
            alone = isinstance(first, int)
            acts = {first: second} if isinstance(first, int) else {0: first, 1: second}
            model = one_step(table, model, windows, acts)
            assert alone or len(acts) == 2

    interleave()


def one_step(table: Table, model: Model, windows: list[Window], acts: dict[int, tuple[str, int]]) -> Model:
    """The windows in `acts` act at once; the model after it, by the order that the database shows."""
    forms = {
        number: windows[number].form(act, f"key-{next(table.keys):08}", table.codes[choice % len(table.codes)])
        for number, (act, choice) in acts.items()
        if act != "look"
    }
    sent = {number: table.send(number, form) for number, form in forms.items()}
    told = {number: future.result(30) for number, future in sent.items()}
    now = table.kept(model)
    after = explained(model, forms, told, now)
    for number in acts:
        windows[number].item, windows[number].revision = after.item, after.revision(after.item)
    return after


def explained(model: Model, forms: dict[int, Form], told: dict[int, str], now: Model) -> Model:
    """The order of these forms that leads to what is there now, and to what each was told."""
    for order in permutations(forms):
        state, words = model, {}
        for number in order:
            state, words[number] = state.after(forms[number])
        if replace(state, rows=tuple(sorted(state.rows))) == now and words == told:
            return state
    raise AssertionError(f"no order of {forms} explains {now} and {told}, after {model}")
