"""The introduction on a phone: what is asked, its choices and the way on, heard or not, are on one screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from sqlalchemy import update

from service.audio import phrases
from service.catalogue import Catalogue
from service.kiosk.introduction import STEPS, Practice
from service.kiosk.models import Sitting
from tests.journeys.test_introduction import SIZE, begin
from tests.support.kiosk_screens import Screen, go_to
from tests.support.server import Server, serving
from tests.support.spoken import make_speech, record_all

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BELOW = "document.fonts.ready.then(() => document.documentElement.scrollHeight - window.innerHeight)"


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Where Dutch and English are spoken by the computer, as they are now, and Arabic and Tigrinya by people."""
    with serving(tmp_path_factory.mktemp("heard")) as server:
        for language in ("nl", "en"):
            make_speech(server.site, language, phrases(server.site.part(Catalogue), server.site.translators[language]))
        for language in ("ar", "ti"):
            record_all(server.site, language)
        yield server


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti"])
def test_no_step_has_to_be_scrolled_on_a_phone(heard: Server, browser: Browser, language: str) -> None:
    """Asked the first time, and with the way shown."""
    context = browser.new_context(viewport=SIZE, has_touch=True, is_mobile=True)
    page = context.new_page()
    begin(page, heard, language, scripted=True)
    below = {}
    for step in STEPS:
        for shown in (0, 1):
            go_to(heard, Screen("introduction", item=step))
            practice = Practice(step, tries=shown, shown=shown, chosen="tea").written()
            with heard.site.db.write() as session:
                session.execute(update(Sitting).where(Sitting.screen == "introduction").values(practice=practice))
            page.goto(heard.url)
            assert page.locator(f".practice--{step} .listen").count()
            below[step, shown] = page.evaluate(BELOW)
    assert {step: pixels for step, pixels in below.items() if pixels > 0} == {}
    context.close()
