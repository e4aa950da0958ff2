"""The Firefox of the system, driven over WebDriver BiDi (w3c.github.io/webdriver-bidi), which it speaks itself.

Playwright drives only a Firefox of its own make, which no package registry has; geckodriver is not in Debian 12.
"""

import json
import os
import shutil
import signal
import subprocess
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.support.firefox_settings import PREFERENCES

T = TypeVar("T")

EXECUTABLE = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
PATIENCE = 60.0
QUIT = "Services.startup.quit(Ci.nsIAppStartup.eForceQuit)"
LISTENING = "WebDriver BiDi listening on "


class Refused(AssertionError):
    """The browser answered a command with an error."""


def until(found: Callable[[], T], what: str) -> T:
    """Ask again until the answer is something; for conditions, never for a span of time."""
    end = time.monotonic() + PATIENCE
    while True:
        with suppress(Refused):
            if answer := found():
                return answer
        if time.monotonic() > end:
            raise AssertionError(f"{what} never came")
        time.sleep(0.02)


class Firefox:
    """A running Firefox."""

    def __init__(self, socket: ClientConnection, running: subprocess.Popen[bytes]) -> None:
        self._socket = socket
        self._running = running
        self._number = 0
        self.ask("session.new", capabilities={})

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        """One command and its result. Raises `Refused`."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=PATIENCE))
            if message.get("id") != self._number:
                continue
            if message["type"] == "error":
                raise Refused(f"{method}: {message['error']}: {message['message']}")
            result: dict[str, Any] = message["result"]
            return result

    def crash(self) -> None:
        """End at once, as when the power fails."""
        self._running.kill()
        self._running.wait(PATIENCE)

    def crash_tabs(self) -> None:
        """Each page's own process ends at once; Firefox goes on."""
        asked = ["pgrep", "--full", f"parentPid {self._running.pid} .* tab$"]
        for pid in subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split():
            os.kill(int(pid), signal.SIGKILL)

    def quit(self) -> None:
        """End as by "Quit" in the menu: the tabs come back next time, which they do not after `browser.close`."""
        [window, *_] = self.ask("browsingContext.getTree", **{"moz:scope": "chrome"})["contexts"]
        self.ask("script.evaluate", expression=QUIT, target={"context": window["context"]}, awaitPromise=False)

    def prepare(self, function: str) -> None:
        """A function that every page calls before its own scripts."""
        self.ask("script.addPreloadScript", functionDeclaration=function)

    def tabs(self) -> list["Tab"]:
        """The tabs that are open."""
        return [Tab(self, row["context"]) for row in self.ask("browsingContext.getTree")["contexts"]]

    def new_tab(self) -> "Tab":
        """One more."""
        return Tab(self, self.ask("browsingContext.create", type="tab")["context"])


class Tab:
    """One tab. What is asked of its page runs beside the page's own scripts, also where those are off."""

    def __init__(self, firefox: Firefox, context: str) -> None:
        self.firefox = firefox
        self.context = context

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        """A command for this tab."""
        return self.firefox.ask(f"browsingContext.{method}", context=self.context, **params)

    def goto(self, url: str) -> None:
        """Open an address."""
        self.ask("navigate", url=url, wait="complete")

    def evaluate(self, expression: str, sandbox: str = "test") -> Any:
        """The value of an expression, which may be a promise only where scripts are on. Raises `Refused`. Without a
        sandbox it is evaluated among the page's own scripts.
        """
        target = {"context": self.context, **({"sandbox": sandbox} if sandbox else {})}
        waits = expression.startswith("async ")
        source = f"({expression})().then(JSON.stringify)" if waits else f"JSON.stringify({expression})"
        answer = self.firefox.ask("script.evaluate", expression=source, target=target, awaitPromise=waits)
        if answer["type"] != "success":
            raise Refused(f"{expression}: {answer['exceptionDetails']['text']}")
        return json.loads(answer["result"].get("value", "null"))

    def content(self) -> str:
        """The page as it is now."""
        return str(until(lambda: self.evaluate("document.documentElement.outerHTML"), "a page"))

    def wait_for(self, selector: str) -> None:
        """Until the page is there and has this."""
        ready = f"document.readyState === 'complete' && !!document.querySelector({json.dumps(selector)})"
        until(lambda: self.evaluate(ready), selector)

    def type(self, selector: str, text: str) -> None:
        """Type into a field by the keyboard."""
        self.evaluate(f"document.querySelector({json.dumps(selector)}).focus()")
        keys = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        source = [{"type": "key", "id": "keyboard", "actions": keys}]
        self.firefox.ask("input.performActions", context=self.context, actions=source)

    def press(self, selector: str) -> None:
        """Press this with the mouse, as a person does: only then may a page make sound."""
        middle = "[Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]"
        steps = (
            f"found.scrollIntoView({{block: 'center'}}); const box = found.getBoundingClientRect(); return {middle};"
        )
        x, y = self.evaluate(f"((found) => {{ {steps} }})(document.querySelector({json.dumps(selector)}))")
        moves = [
            {"type": "pointerMove", "x": x, "y": y},
            *({"type": f"pointer{to}", "button": 0} for to in ("Down", "Up")),
        ]
        source = [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves}]
        self.firefox.ask("input.performActions", context=self.context, actions=source)

    def go(self, steps: int) -> bool:
        """Back or forward; False where there is nothing any more."""
        try:
            self.ask("traverseHistory", delta=steps)
        except Refused:
            return False
        return True

    def picture(self, path: Path) -> None:
        """A picture of what is seen."""
        path.write_bytes(b64decode(self.ask("captureScreenshot")["data"]))


@contextmanager
def firefox(profile: Path, **preferences: bool | int | str) -> Iterator[Firefox]:
    """A Firefox with this profile until the end of the block; then it is closed as a person closes it."""
    profile.mkdir(exist_ok=True)
    lines = [f"user_pref({json.dumps(n)}, {json.dumps(v)});\n" for n, v in {**PREFERENCES, **preferences}.items()]
    (profile / "user.js").write_text("".join(lines))
    driven = ["--remote-debugging-port", "0", "--remote-allow-system-access"]
    command = [str(EXECUTABLE), "--headless", "--no-remote", *driven, "--profile", str(profile)]
    place = {**os.environ, "HOME": str(profile.parent), "MOZ_CRASHREPORTER_DISABLE": "1"}
    log = profile.parent / f"{profile.name}.log"
    with log.open("w") as out:
        running = subprocess.Popen(command, env=place, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
    try:
        yield from _driven(running, log)
    finally:
        running.terminate()
        running.wait(PATIENCE)


def _driven(running: subprocess.Popen[bytes], log: Path) -> Iterator[Firefox]:
    def address() -> str:
        assert running.poll() is None, log.read_text()
        found = [line for line in log.read_text().splitlines() if line.startswith(LISTENING)]
        return found[0].removeprefix(LISTENING) + "/session" if found else ""

    with connect(until(address, "Firefox"), max_size=None, open_timeout=PATIENCE) as socket:
        driven = Firefox(socket, running)
        yield driven
        with suppress(ConnectionClosed, Refused):
            driven.quit()
    running.wait(PATIENCE)
