"""Pictures of all screens from one browser: no movement, all fonts there, no blinking cursor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from service.accounts.guard import COOKIE
from service.kiosk.door import LANGUAGE, SITTING
from tests.looks.compare import smaller
from tests.looks.place import Place, place
from tests.looks.screens import KIOSK, LANGUAGES, SIZES, STAFF, KioskScreen, StaffScreen
from tests.support.browser import chromium
from tests.support.kiosk_screens import all_on_the_path

#: Letters are placed by the font's own measures, and their edges are grey: the same on every machine.
ARGUMENTS = ("--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--hide-scrollbars")
NOWHERE = {"screen": "overview", "slug": None, "item_id": None, "item_shown_at": None}
READY = "document.fonts.ready.then(() => window.scrollTo(0, 0))"


@dataclass(frozen=True)
class Picture:
    """`name`: language, screen and size, as the file is called. `full`: as the browser drew it."""

    name: str
    full: bytes

    @property
    def small(self) -> Image.Image:
        """As it is compared."""
        return smaller(self.full)


def all_pictures(folder: Path, screens: str = "") -> Iterator[Picture]:
    """Every picture whose name has `screens` in it, in turn. `folder`: an empty place for the demo's files."""
    with place(folder) as scene, chromium(ARGUMENTS) as browser, all_on_the_path():
        for language in LANGUAGES:
            yield from kiosk_pictures(browser, scene, language, screens)
        yield from staff_pictures(browser, scene, screens)


def kiosk_pictures(browser: Browser, scene: Place, language: str, screens: str) -> Iterator[Picture]:
    """All kiosk screens in one language; the choice of languages once."""
    url = scene.server.url
    with quiet_page(browser) as (context, page):
        if language == LANGUAGES[0]:
            page.goto(url)
            yield from both_sizes(page, "language", screens)
        scene.change(language=language)
        for screen in KIOSK:
            if wanted(f"{language}-{screen.name}", screens):
                go_to(context, page, scene, screen, language)
                yield from both_sizes(page, f"{language}-{screen.name}", screens)


def go_to(context: BrowserContext, page: Page, scene: Place, screen: KioskScreen, language: str) -> None:
    """Put the client before this screen, with what is ticked and typed."""
    url = scene.server.url
    context.clear_cookies()
    token = scene.newcomer if screen.newcomer else scene.token
    sitting = {SITTING: token} if screen.cookies is None else screen.cookies
    cookies = {LANGUAGE: language, **sitting}
    context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
    scene.parts_done(screen.done)
    scene.change(**{**NOWHERE, **screen.row})
    page.goto(url + screen.path)
    for place_of_choice in screen.check:
        page.locator("input[name=answer]").nth(place_of_choice).check()
    if screen.type:
        page.fill("input[name=answer]", screen.type)
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)


def staff_pictures(browser: Browser, scene: Place, screens: str) -> Iterator[Picture]:
    """All staff screens, in Dutch."""
    for screen in STAFF:
        if wanted(f"staff-{screen.name}", screens):
            with quiet_page(browser) as (context, page):
                open_staff(context, page, scene, screen)
                yield from both_sizes(page, f"staff-{screen.name}", screens)


def open_staff(context: BrowserContext, page: Page, scene: Place, screen: StaffScreen) -> None:
    """Open a staff page as the colleague whose it is."""
    if screen.who:
        token = scene.sign_in(screen.who)
        context.add_cookies([{"name": COOKIE, "value": token, "url": scene.server.url}])
    page.goto(scene.server.url + screen.path.format_map(scene.ids))


def wanted(name: str, screens: str) -> bool:
    """Whether any picture of this screen is asked for."""
    return any(screens in f"{name}-{size}" for size in SIZES)


@contextmanager
def quiet_page(browser: Browser) -> Iterator[tuple[BrowserContext, Page]]:
    """A page on which nothing moves."""
    context = browser.new_context(
        locale="nl-NL", timezone_id="Europe/Amsterdam", reduced_motion="reduce", bypass_csp=True
    )
    yield context, context.new_page()
    context.close()


def both_sizes(page: Page, name: str, screens: str) -> Iterator[Picture]:
    """What one sees first, on each size of screen."""
    for size, (wide, high) in SIZES.items():
        if screens in f"{name}-{size}":
            page.set_viewport_size({"width": wide, "height": high})
            page.evaluate(READY)
            yield Picture(f"{name}-{size}", page.screenshot(animations="disabled", caret="hide", scale="css"))
