"""The studio in the Firefox that offices have, on a computer without a sound device: it says so and offers a file.

Firefox starts no sound at all there, so recording itself can't be tried in it here; Chromium does that.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.accounts.models import Role
from service.catalogue import Catalogue
from service.studio.texts import spoken_texts
from tests.support.firefox import EXECUTABLE, Tab, firefox, until
from tests.support.server import Account, Server, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.skipif(EXECUTABLE is None, reason="no Firefox")]

#: Firefox's own microphone, which is allowed without a question.
FALSE_MICROPHONE = {"media.navigator.streams.fake": True, "media.navigator.permission.disabled": True}
STARTS = """async () => {
  const context = new AudioContext();
  return Promise.race([context.resume().then(() => true), new Promise((no) => setTimeout(no, 3000, false))]);
}"""
TOLD = "document.querySelector('[data-part=told]').textContent"
STATE = "document.getElementById('studio').dataset.state"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("served")) as server:
        yield server


def sign_in(tab: Tab, server: Server, account: Account) -> None:
    """By password and second factor."""
    tab.goto(f"{server.url}/staff")
    tab.type("input[name=email]", account.email)
    tab.type("input[name=password]", account.password)
    tab.evaluate("document.querySelector('main button[type=submit]').click()")
    tab.wait_for("input[name=code]")
    tab.type("input[name=code]", account.code())
    tab.evaluate("document.querySelector('main button[type=submit]').click()")
    tab.wait_for('form[action="/staff/sign-out"]')


def test_without_a_sound_device_the_page_says_so_and_offers_a_file(server: Server, tmp_path: Path) -> None:
    text = spoken_texts(server.site.part(Catalogue), server.site.translators["ti"])[0]
    account = server.account(Role.ADMIN, "firefox@example.org")
    with firefox(tmp_path / "profile", **FALSE_MICROPHONE) as browser:
        tab = browser.new_tab()
        sign_in(tab, server, account)
        tab.goto(f"{server.url}/staff/studio/ti/{text.id}")
        if tab.evaluate(STARTS):
            pytest.skip("this computer has a sound device")
        tab.evaluate("document.querySelector('[data-act=record]').click()")
        until(lambda: "De microfoon start niet" in tab.evaluate(TOLD), "why nothing is recorded")
        assert tab.evaluate(STATE) == "idle"
        assert tab.evaluate("!!document.querySelector('input[type=file]')")
