"""The whole road of one client in a real browser, in each language: from the kennismaking to the report.

With JavaScript in Dutch and Arabic, without it in English and Tigrinya.
"""

import io
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import page as validation
import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from service.accounts.models import Role
from service.catalogue import Catalogue
from tests.support.browser import BrowserRespondent, sign_in
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.pdf]

NAMES = {"nl": "Joana Voorbeeld", "en": "Sam Example", "ar": "سلمى مثال", "ti": "ሰላም ኣብነት"}
SCRIPTED = {"nl": True, "en": False, "ar": True, "ti": False}
ACUTE_IN = "nl"
RENDERING = 180


@dataclass
class Road:
    """One client's road, and the two colleagues beside it, each in a browser of their own."""

    server: Server
    language: str
    manager: Page
    doctor: Page
    client: Page
    reference: str

    def pick(self, item: str, codes: Sequence[str]) -> str | None:
        """Calm answers about health; in one language a thought that needs a doctor today."""
        if not item.startswith("tr_"):
            return None
        if item == "tr_safety" and self.language == ACUTE_IN:
            return "month"
        return "no" if "no" in codes else codes[0]


@pytest.fixture(params=list(NAMES))
def road(request: pytest.FixtureRequest, server: Server, browser: Browser) -> Iterator[Road]:
    language = request.param
    pages = [browser.new_context(java_script_enabled=SCRIPTED[language]).new_page() for _ in range(3)]
    for page, role in zip(pages, (Role.CASE_MANAGER, Role.PSYCHIATRIST), strict=False):
        sign_in(page, server.url, server.account(role, f"{role.value}-{language}@example.org"))
    yield Road(server, language, *pages, f"ROAD-{language.upper()}")
    for page in pages:
        page.context.close()


def test_from_kennismaking_to_report(road: Road) -> None:
    code = meet_and_invite(road)
    sit(road, code)
    see_it_wait(road)
    confirm_level(road)
    judge(road)
    see_the_release(road)
    pdf = report(road)
    check_report(road, pdf)


def meet_and_invite(road: Road) -> str:
    """A new client, the kennismaking, the invitation; the code as the page shows it."""
    page = road.manager
    page.goto(f"{road.server.url}/staff/cases/new")
    page.fill("input[name=reference]", road.reference)
    page.fill("input[name=name]", NAMES[road.language])
    page.fill("input[name=birth_year]", "1990")
    page.select_option("select[name=language]", road.language)
    page.click("form.panel button[type=submit]")
    page.wait_for_url(re.compile(r"/staff/cases/[0-9a-f-]{36}$"))
    case = page.url.partition("#")[0]
    page.goto(f"{case}/suitability")
    for name, value in (("literacy", "both"), ("computer", "alone"), ("wants", "true")):
        page.check(f'input[name={name}][value="{value}"]')
    page.click("form.panel button[type=submit]")
    page.wait_for_url(case)
    page.click('form[action$="/invitation"] button[type=submit]')
    page.wait_for_selector('form[action$="/card"]')
    shown = re.findall(r"\d{4}", page.inner_text("main").replace("\n", " "))
    code = page.get_attribute("input[name=code]", "value") or ""
    assert len(code) == 20
    assert code in "".join(shown), "the code that the card will carry is on the page, to be read"
    return code


def sit(road: Road, code: str) -> None:
    """The client's part: all modules, in the client's own language."""
    client = BrowserRespondent(
        road.client, road.server.url, road.language, scripted=SCRIPTED[road.language], pick=road.pick, seed=5
    )
    client.enter(code)
    translator = road.server.site.translators[road.language]
    assert client.heading == translator.gettext("What is this?")
    client.walk()
    assert client.heading == translator.gettext("Thank you. You are done.")
    assert len(client.given) > 200
    nothing_left_behind(road.client)


def nothing_left_behind(page: Page) -> None:
    """After the end, however often one goes back, nothing of the person is there."""
    for _ in range(5):
        try:
            page.go_back(timeout=5000, wait_until="domcontentloaded")
        except Exception:  # there is nothing further back
            break
        assert not page.query_selector("#answer")
        assert not page.query_selector(".station")
        assert not page.query_selector('button[name="to"]')
    assert not [cookie for cookie in page.context.cookies() if cookie["name"].endswith("kb_kiosk")]


def confirm_level(road: Road) -> None:
    """The klantmanager confirms the level that the answers on money indicate."""
    page = road.manager
    page.goto(f"{road.server.url}/staff/cases")
    page.click(f'a:has-text("{road.reference}")')
    assert "Voorstel, niet bevestigd" in page.inner_text("#levels")
    with page.expect_navigation():
        page.click('#levels form button[type="submit"]')
    assert "Bevestigd" in page.inner_text("#levels")


def see_it_wait(road: Road) -> None:
    """The klantmanager sees that it is with the MGGZ, and nothing more."""
    page = road.manager
    page.reload()
    page.goto(f"{road.server.url}/staff/cases")
    with page.expect_navigation():
        page.click(f'a:has-text("{road.reference}")')
    assert "MGGZ" in page.inner_text("main")


RELEASE = 'button[formaction$="/release"]'
#: The field beside a signal; levels have a reason too.
REASON = ".signal__close input[name^='reason.']"


def judge(road: Road) -> None:
    """The psychiatrist finds the client in the worklist, closes signals, confirms the levels, releases an outcome."""
    page = road.doctor
    until = time.monotonic() + RENDERING
    while True:
        page.goto(f"{road.server.url}/staff/review")
        with page.expect_navigation():
            page.click(f'a:has-text("{road.reference}")')
        if page.is_enabled(RELEASE) or page.query_selector(REASON):
            break
        assert time.monotonic() < until, "never scored"
        time.sleep(0.5)
    assert bool(page.query_selector(REASON)) or road.language != ACUTE_IN
    while page.query_selector(REASON):
        if not page.is_visible(f"{REASON} >> nth=0"):  # an acute signal stands open, others unfold
            page.click(f"details:has({REASON}) > summary >> nth=0")
        page.fill(f"{REASON} >> nth=0", "Vandaag gebeld")
        with page.expect_navigation():
            page.click('button[formaction$="/signal"] >> nth=0')
    with page.expect_navigation():
        page.click(".level-all button")
    assert not page.query_selector(".level-all")
    page.check("input[name=outcome] >> nth=0")
    for box in ("acknowledged", "confirmed"):
        if page.query_selector(f"input[name={box}]"):
            page.check(f"input[name={box}]")
    with page.expect_navigation():
        page.click(RELEASE)
    assert page.url.endswith("/staff/review")


def see_the_release(road: Road) -> None:
    page = road.manager
    page.reload()
    table = road.server.site.part(Catalogue).release
    outcome = table.outcomes[0].id
    assert table.text("nl", f"outcome.{outcome}") in page.inner_text("main")


def report(road: Road) -> bytes:
    """Issued by its button, and opened once it is made."""
    page = road.manager
    case = page.url.partition("#")[0]
    page.goto(f"{case}/reports")
    with page.expect_navigation():
        page.click('form:has(input[name=audience][value="klantmanager"]) button[type=submit]')
    link = page.locator('a[href$="/file"]')
    expect(link, "the page looks again by itself until it is made").to_be_visible(timeout=RENDERING * 1000)
    reply = page.context.request.get(road.server.url + (link.get_attribute("href") or ""))
    assert reply.headers["content-type"] == "application/pdf"
    return reply.body()


def check_report(road: Road, pdf: bytes) -> None:
    """Readable, accessible, archival, about this client."""
    words = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages).split())
    assert road.reference in words
    assert "Drie sterke punten" in words
    assert "Bevestigd door" in words
    assert "Gemeente Voorbeeld" in words
    assert re.findall(r"\S{0,30}\btr_\w+", words) == []
    for profile in ("ua1", "3a"):
        found = validation.validate_pdf_bytes(pdf, profile=profile)
        assert found.is_compliant, [(failure.rule_id, failure.message) for failure in found.failures]
