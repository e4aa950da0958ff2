"""A client and a colleague in a real Chromium, with or without JavaScript."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from xml.etree.ElementTree import Element

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, expect, sync_playwright

from tests.support.in_browser import InBrowser
from tests.support.respondent import YES, Pick
from tests.support.server import Account
from tests.support.waiting import PATIENCE

#: The one that CHROMIUM names, that of the system, or (None) Playwright's own.
EXECUTABLE = os.environ.get("CHROMIUM") or shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: On a busy machine a page may take long; only a test that fails waits as long.
expect.set_options(timeout=PATIENCE * 1000)


#: The Playwright of this process and who uses it: there can be one, and browsers of several tests live side by side.
_shared: list[Playwright] = []
_users: list[None] = []


@contextmanager
def shared_playwright() -> Iterator[Playwright]:
    """The one Playwright of this process, from its first use to the end of its last."""
    if not _shared:
        _shared.append(sync_playwright().start())
    _users.append(None)
    try:
        yield _shared[0]
    finally:
        _users.pop()
        if not _users:
            _shared.pop().stop()


@contextmanager
def chromium(further: Sequence[str] = ()) -> Iterator[Browser]:
    """A Chromium until the end of the block. `further`: more of its arguments."""
    with shared_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=[*ARGUMENTS, *further])
        yield browser
        browser.close()


@contextmanager
def kept_chromium(
    browser: Browser, folder: Path, pin: str, *, scripted: bool = True, restore: bool = False
) -> Iterator[BrowserContext]:
    """One more of this kind, as on a shared computer: its profile lies in `folder`, pages are kept for Back.

    `pin`: the certificate to trust. `restore`: opens the tabs of last time again.
    """
    more = [f"--ignore-certificate-errors-spki-list={pin}", *(["--restore-last-session"] if restore else [])]
    context = browser.browser_type.launch_persistent_context(
        str(folder),
        executable_path=EXECUTABLE,
        java_script_enabled=scripted,
        args=[*ARGUMENTS, *more],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield context
    context.close()


class BrowserRespondent(InBrowser):
    """The same client as over HTTP, but every form is filled in and sent by the browser. `scripted`: JavaScript is on.

    The content security policy forbids evaluating strings as code, so waiting is done by looking again.
    """

    def __init__(
        self,
        page: Page,
        url: str,
        language: str,
        *,
        scripted: bool,
        pick: Pick | None = None,
        seed: int = 1,
        consent: Mapping[str, str] = YES,
    ) -> None:
        self.tab = page
        self.url = url
        self.language = language
        self.scripted = scripted
        self.pick = pick
        self.chance = Random(seed)
        self.consent = consent
        self.given = {}
        self.seen = []
        self.look()

    def post(self, path: str, **form: object) -> Element:
        """Fill in the form of this page and send it by its button."""
        fill, button = {
            "/language": (lambda: None, f'button[name=language][value="{form.get("language")}"] >> nth=0'),
            "/enter": (lambda: self.tab.fill("#code", str(form["code"])), 'form[action="/enter"] .button--primary'),
            "/next": (lambda: None, 'form[action="/next"] button'),
            "/answer": (
                lambda: self.fill_answer(form.get("answer")),
                f'button[name=move][value="{form.get("move")}"] >> nth=-1',
            ),
            "/go": (lambda: self.fill_before_going(form), self.button(form)),
        }[path]
        fill()
        swapped = self.scripted and path in ("/answer", "/go", "/enter")
        self.send(button, swapped)
        return self.read()

    def button(self, form: Mapping[str, object]) -> str:
        """The last button that leads there, of the form for this module if one is named."""
        within = f'form:has(input[name=module][value="{form["module"]}"]) ' if form.get("module") else ""
        return f'{within}button[name=to][value="{form.get("to")}"] >> nth=-1'

    def fill_answer(self, value: object) -> None:
        """Tick, by the keyboard, or type."""
        if self.kind == "gaps":
            self.fill_gaps(value)
            return
        for one in value if isinstance(value, list) else [value]:
            if one is None:
                continue
            choice = self.tab.locator(f'input[name=answer][value="{one}"]:is([type=radio], [type=checkbox])')
            if self.codes:
                choice.press(" ")
            else:
                self.tab.fill("input[name=answer]", str(one))

    def fill_before_going(self, form: Mapping[str, object]) -> None:
        """What is on the page of a button: the gaps of a text, or a yes and no."""
        if self.item and self.kind == "gaps":
            self.fill_gaps(form.get("answer"))
        self.fill_consent(form)

    def fill_gaps(self, value: object) -> None:
        """Type into each gap of a text."""
        for place, one in enumerate(value if isinstance(value, list) else []):
            self.tab.locator(".gap__field").nth(place).fill(str(one))

    def fill_consent(self, form: Mapping[str, object]) -> None:
        """The yes and no of the consent page."""
        for purpose in ("assessment", "health", "norms"):
            if purpose in form:
                self.tab.check(f'input[name={purpose}][value="{form[purpose]}"]')

    def send(self, button: str, swapped: bool) -> None:
        """Press, and wait for the next screen."""
        if not swapped:
            with self.tab.expect_navigation(wait_until="domcontentloaded"):
                self.tab.click(button)
            return
        self.wait_for_the_next(lambda: self.tab.click(button))

    def press_enter(self, field: str) -> None:
        """Enter in a field, and the next screen."""
        if self.scripted:
            self.wait_for_the_next(lambda: self.tab.press(field, "Enter"))
        else:
            with self.tab.expect_navigation(wait_until="domcontentloaded"):
                self.tab.press(field, "Enter")
        self.read()

    def wait_for_the_next(self, act: Callable[[], None]) -> None:
        """Do it, and wait until our script has put another screen in place, or loaded another page."""
        self.tab.evaluate("window.earlierScreen = document.getElementById('screen')")
        act()
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if self.tab.evaluate("window.earlierScreen !== document.getElementById('screen')"):
                    self.tab.wait_for_load_state("domcontentloaded")
                    return
            except Error:  # the page is being replaced
                time.sleep(0.01)
            time.sleep(0.005)
        raise AssertionError(f"nothing came after {self.heading!r}")


def sign_in(page: Page, url: str, account: Account) -> None:
    """By password and second factor, as a person does it."""
    page.goto(url + "/staff")
    page.fill("input[name=email]", account.email)
    page.fill("input[name=password]", account.password)
    page.click("main button[type=submit]")
    page.fill("input[name=code]", account.code())
    page.click("main button[type=submit]")
    page.wait_for_selector('form[action="/staff/sign-out"]', state="attached")
