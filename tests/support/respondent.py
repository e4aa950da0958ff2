"""A client at a kiosk computer without JavaScript: reads the page, fills in its own forms, presses its own buttons."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from xml.etree.ElementTree import Element

import httpx
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from tests.support.installation import HOST
from tests.support.page import find_all, read_page, text_of

#: Which answer to give: the item and its codes → a code. None: leave it to chance.
Pick = Callable[[str, Sequence[str]], str | None]

TYPED = {"number": "3", "gap": "huis", "date": "2020-01-01"}
#: What is only read or studied.
READ_ONLY = ("passage", "study")
BIRTH_YEAR = "1990"
YES: Mapping[str, str] = {"assessment": "yes", "health": "yes", "norms": "no"}
#: The buttons a willing client presses, the first that is there.
ONWARD = ("start", "agree", "finish", "module", "consent", "known", "on")


class Stuck(AssertionError):
    """The page has not what the test wants to press."""


class Respondent:
    """`seen` keeps every response, redirects included."""

    def __init__(
        self,
        app: ASGIApp,
        language: str = "nl",
        *,
        pick: Pick | None = None,
        seed: int = 1,
        consent: Mapping[str, str] = YES,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.client = TestClient(app, base_url=HOST, headers=dict(headers or {}))
        self.language = language
        self.pick = pick
        self.chance = Random(seed)
        self.consent = consent
        self.seen: list[httpx.Response] = []
        self.given: dict[str, object] = {}
        self.look()

    def look(self) -> Element:
        """Open the one address."""
        return self._take(self.client.get("/"))

    def _take(self, response: httpx.Response) -> Element:
        self.seen.extend([*response.history, response])
        assert response.status_code == 200, (response.status_code, response.text[:400])
        self.html = response.text
        self.page = read_page(response.text)
        return self.page

    @property
    def csrf(self) -> str:
        """The form token of this page."""
        return find_all(self.page, "input", name="csrf")[0].get("value", "")

    def post(self, path: str, **form: object) -> Element:
        """Send a form and take the page it leads to."""
        return self._take(self.client.post(path, data={"csrf": self.csrf, **form}))

    def enter(self, code: str) -> Element:
        """Choose the language, type the code."""
        if find_all(self.page, "button", class_="tile"):
            self.post("/language", language=self.language)
        return self.post("/enter", code=code)

    @property
    def heading(self) -> str:
        """The words of the page's heading."""
        return text_of(find_all(self.page, "h1")[0])

    @property
    def buttons(self) -> list[str]:
        """Where the buttons of this page lead; that of the warning is only seen when the time is nearly up."""
        found = [button.get("value", "") for button in find_all(self.page, "button", name="to")]
        return [to for to in found if to != "here"]

    @property
    def notice(self) -> str:
        """What the service has to say about the last form."""
        return " ".join(text_of(element) for element in find_all(self.page, "div", id="notice"))

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the item page."""
        form = find_all(self.page, "form", id="answer")
        fields = find_all(form[0], "input", type="hidden") if form else []
        return {field.get("name", ""): field.get("value", "") for field in fields}

    @property
    def item(self) -> str:
        """The item before the client, empty when there is none."""
        return self.hidden.get("item", "")

    @property
    def kind(self) -> str:
        """How the item is asked."""
        return find_all(self.page, "form", id="answer")[0].get("class", "").split("--")[-1]

    @property
    def codes(self) -> list[str]:
        """The codes that can be chosen."""
        fields = find_all(self.page, "input", name="answer")
        return [field.get("value", "") for field in fields if field.get("type") in ("radio", "checkbox")]

    @property
    def chosen(self) -> list[str]:
        """The codes that are ticked already, or what stands in the field."""
        fields = find_all(self.page, "input", name="answer")
        ticked = [field.get("value", "") for field in fields if "checked" in field.attrib]
        typed = [field.get("value", "") for field in fields if field.get("type") not in ("radio", "checkbox")]
        return ticked or [value for value in typed if value]

    def press(self, to: str, **form: object) -> Element:
        """Press a button that is on this page, with the fields of its own form; the last of several, in the foot.

        In a text with gaps the buttons belong to the text's form: what was typed (`answer`) goes with them.
        """
        for button in find_all(self.page, "button", name="to", value=to, form="answer"):
            return self.post(button.get("formaction", ""), to=to, **{**self.hidden, "answer": self.gaps, **form})
        for element in reversed(find_all(self.page, "form", action="/go")):
            buttons = [b for b in find_all(element, "button", name="to") if b.get("value") == to]
            module = find_all(element, "input", name="module")
            wanted = form.get("module")
            if buttons and (wanted is None or (module and module[0].get("value") == wanted)):
                fields = {"module": module[0].get("value")} if module else {}
                return self.post("/go", to=to, **{**fields, **form})
        if to == "agree" and "agree" in self.buttons:
            return self.post("/go", to=to, **form)
        raise Stuck(f"no button {to!r} {form} on {self.heading!r}: {self.buttons}")

    def answer(self, value: object = None, move: str = "next", **changed: object) -> Element:
        """Answer the item of this page. None: as `pick` or chance says."""
        item, kind = self.item, self.kind
        if value is None and move == "next":
            value = self.choose(item, kind)
        given = {} if value is None or kind in READ_ONLY else {"answer": value}
        self.given[item] = value
        return self.post("/answer", **{**self.hidden, "move": move, **given, **changed})

    @property
    def gaps(self) -> list[str]:
        """What stands in each gap of a text."""
        fields = find_all(self.page, "input", name="answer")
        return [field.get("value", "") for field in fields if "gap__field" in field.get("class", "")]

    def choose(self, item: str, kind: str) -> object:
        """The answer for an item."""
        if kind in READ_ONLY:
            return None
        if kind == "gaps":
            return [TYPED["gap"], *(self.chance.choice(["", TYPED["gap"]]) for _ in self.gaps[1:])]
        picked = self.pick(item, self.codes) if self.pick else None
        if picked is not None:
            return picked
        if kind in TYPED:
            return BIRTH_YEAR if "birth" in item else TYPED[kind]
        return self.chance.choice(self.codes)

    def step(self) -> bool:
        """One screen further; False at the end."""
        if self.item:
            self.answer()
            return True
        to = next((name for name in ONWARD if name in self.buttons), None)
        if to is None:
            return False
        self.press(to, **(self.consent if to == "agree" else {}))
        return True

    def walk(self, until: Callable[["Respondent"], bool] = lambda _: False, most: int = 700) -> "Respondent":
        """Go on until `until` holds or the end is reached."""
        for _ in range(most):
            if until(self) or not self.step():
                return self
        raise Stuck(f"no end after {most} screens, at {self.heading!r}")

    def walk_to(self, item: str) -> "Respondent":
        """Go on until this item is before the client."""
        self.walk(lambda me: me.item == item)
        if self.item != item:
            raise Stuck(f"{item} never came")
        return self

    def open_module(self, slug: str) -> "Respondent":
        """To the first open item of a module, whatever comes before it in the path."""
        if find_all(self.page, "div", class_="resumed"):
            self.press("overview")
        self.walk(lambda me: me.stations > 0)
        self.post("/go", to="module", module=slug)
        self.press("start")
        return self

    @property
    def stations(self) -> int:
        """How many modules the overview shows; 0 on any other page."""
        return len(find_all(self.page, "span", class_="station__title"))
