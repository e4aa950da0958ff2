"""Simulated respondents: they come in with an access code and answer until the sitting ends, over plain HTTP.

Two ways: `part` as our script does it (one POST brings the next screen) and `form` as a browser without JavaScript does
it (POST, redirect, GET). Everything they send and every reply is kept in a `Diary`, for figures and for the checker.
"""

import asyncio
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

from tests.benchmarks.wire import Broken, Reply, Wire

CSRF = re.compile(rb'name="csrf" value="([^"]+)"')
HIDDEN = re.compile(rb'name="(item|key|revision)" value="([^"]*)"')
CHOICE = re.compile(rb'name="answer"\s+value="([^"]*)"')
GAP = re.compile(rb'class="gap__field ')
KIND = re.compile(rb"question--(\w+)")
BUTTON = re.compile(rb'name="to"\s+value="(\w+)"')
UPCOMING = re.compile(rb'name="module" value="(\w+)">\s*<button type="submit"\s+class="button button--\w+ary"')
QUESTION = b'action="/answer"'
NOTICE = b'id="notice"'

#: The buttons a willing client presses, the first that is there.
ONWARD = ("start", "agree", "finish", "module", "consent", "known", "on")
CONSENT = {"assessment": "yes", "health": "yes", "norms": "no"}
TYPED = {"gap": "huis", "date": "2020-01-01"}
PATIENCE_S = 0.02
NOT_A_CODE = "no-such-answer"


@dataclass(frozen=True)
class Sent:
    """One answer form. `value`: as it must be stored, if it is."""

    who: str
    item: str
    key: str
    revision: int
    value: object


@dataclass
class Diary:
    """What all respondents together sent and were told. Seconds per acknowledged answer, POST to reply."""

    sent: list[Sent] = field(default_factory=list)
    acknowledged: list[Sent] = field(default_factory=list)
    refused: list[Sent] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    requests: int = 0
    broken: int = 0


class Respondent:
    """One client at one computer. `patient`: send the very same request again until there is a reply."""

    def __init__(self, wire: Wire, code: str, diary: Diary, rng: Random, language: str = "nl") -> None:
        self.wire = wire
        self.code = code
        self.diary = diary
        self.rng = rng
        self.language = language
        self.patient = False
        self.mistakes = 0.0
        self.page = b""
        self.done = False

    async def come_in(self, *, leave_out: int = 0) -> None:
        """To the first question, leaving out so many modules on the way, so that respondents are spread over all."""
        await self.look()
        await self.post("/language", language=self.language)
        await self.post("/enter", code=self.code)
        while QUESTION not in self.page:
            buttons = BUTTON.findall(self.page)
            if leave_out and b"skip" in buttons:
                leave_out -= 1
                await self.post("/go", to="skip")
            elif not await self.go_on():
                raise RuntimeError(f"code {self.code} leads to no question")

    async def answer_on(self, stop: asyncio.Event) -> bool:
        """Answer until told to stop or until the sitting ends; True for the latter."""
        while not stop.is_set():
            if QUESTION in self.page:
                await self.answer()
            elif not await self.go_on():
                self.done = True
                return True
        return False

    async def go_on(self) -> bool:
        """Press the button that leads on; False when none is left."""
        buttons = {button.decode() for button in BUTTON.findall(self.page)}
        to = next((name for name in ONWARD if name in buttons), None)
        if to is None:
            return False
        more = CONSENT if to == "agree" else {}
        if to == "module":
            upcoming = UPCOMING.search(self.page)
            assert upcoming is not None
            more = {"module": upcoming[1].decode()}
        await self.post("/go", to=to, **more)
        return True

    async def answer(self) -> None:
        """Answer the question of this page, now and then with a code that it doesn't have."""
        hidden = {name.decode(): value.decode() for name, value in HIDDEN.findall(self.page)}
        answer, value = self.choose(hidden["item"])
        if answer and self.mistakes and self.rng.random() < self.mistakes:
            answer = value = NOT_A_CODE
        sent = Sent(self.code, hidden["item"], hidden["key"], int(hidden["revision"]), value)
        self.diary.sent.append(sent)
        form = {**hidden, "move": "next", **({"answer": answer} if answer else {})}
        began = time.perf_counter()
        reply = await self.post_once("/answer", form)
        took = time.perf_counter() - began
        if self.has_notice(reply):
            self.diary.refused.append(sent)
        else:
            self.diary.acknowledged.append(sent)
            self.diary.seconds.append(took)
        await self.follow(reply)

    def choose(self, item: str) -> tuple[str | list[str], object]:
        """What to send for this item, several values for a text with gaps, and as what it must be stored."""
        found = KIND.search(self.page)
        kind = found[1].decode() if found else ""
        if kind in ("passage", "study"):
            return "", "seen"
        if kind == "number":
            number = "1990" if "birth" in item else "3"
            return number, int(number)
        if kind == "gaps":
            typed = [self.rng.choice(("", TYPED["gap"])) for _ in GAP.findall(self.page)]
            typed[0] = TYPED["gap"]
            return typed, typed
        if kind in TYPED:
            return TYPED[kind], TYPED[kind]
        code = self.rng.choice(CHOICE.findall(self.page)).decode()
        return code, [code] if kind == "many" else code

    async def post(self, path: str, **form: str | list[str]) -> None:
        """Send a form and take the page it leads to."""
        await self.follow(await self.post_once(path, form))

    async def post_once(self, path: str, form: Mapping[str, str | list[str]]) -> Reply:
        """Send a form; its reply may be a redirect."""
        token = CSRF.search(self.page)
        assert token is not None, self.page[:500]
        body = urlencode({"csrf": token[1].decode(), **form}, doseq=True).encode()
        return await self.insist("POST", path, body)

    async def follow(self, reply: Reply) -> None:
        """The page of this reply, or the one it redirects to."""
        if reply.status == 303:
            await self.look()
        else:
            self.page = reply.body

    async def look(self) -> None:
        """The one address."""
        self.page = (await self.insist("GET", "/")).body

    async def insist(self, method: str, path: str, body: bytes = b"") -> Reply:
        """A reply that says it was done. A patient respondent repeats the request, key and all, until there is one."""
        while True:
            self.diary.requests += 1
            try:
                reply = await self.wire.send(method, path, body)
            except Broken:
                self.diary.broken += 1
                if not self.patient:
                    raise
                await asyncio.sleep(PATIENCE_S)
                continue
            if reply.status < 400:
                return reply
            if not self.patient or reply.status != 503:
                raise RuntimeError(f"{method} {path} was answered {reply.status}: {reply.body[:300]!r}")
            await asyncio.sleep(PATIENCE_S)

    @staticmethod
    def has_notice(reply: Reply) -> bool:
        """Whether the reply says that the answer was not kept."""
        if reply.status == 303:
            return any(name.endswith(b"kb_notice") for name, _ in reply.cookies)
        return NOTICE in reply.body


async def keep_answering(respondents: Sequence[Respondent], spare: list[Respondent], stop: asyncio.Event) -> None:
    """All answer at once until `stop`; whoever has finished makes way for a spare one."""

    async def seat(respondent: Respondent) -> None:
        while await respondent.answer_on(stop) and spare:
            respondent.wire.close()
            respondent = spare.pop()
            if not respondent.page:
                await respondent.come_in()

    await asyncio.gather(*(seat(respondent) for respondent in respondents))
