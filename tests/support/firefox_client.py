"""A client at the Firefox of the system."""

import json
from xml.etree.ElementTree import Element

from tests.support.firefox import Tab, until
from tests.support.in_browser import InBrowser
from tests.support.respondent import YES

BUTTONS = {
    "/language": 'button[name=language][value="{language}"]',
    "/enter": 'form[action="/enter"] .button--primary',
    "/next": 'form[action="/next"] button',
    "/leave": "form.leave button",
    "/answer": '.foot button[name=move][value="{move}"]',
    "/go": 'button[name=to][value="{to}"]',
}
NEW = "document.readyState === 'complete' && !!document.querySelector('h1') && !document.querySelector('[data-seen]')"


class FirefoxRespondent(InBrowser):
    """A client at this Firefox; forms are filled in and sent by the browser."""

    def __init__(self, tab: Tab, url: str, language: str) -> None:
        self.tab, self.url, self.language = tab, url, language
        self.pick, self.consent, self.given, self.seen = None, YES, {}, []
        self.look()

    def choose(self, item: str, kind: str) -> object:
        """Always the first."""
        return self.codes[0] if self.codes else "1990"

    def post(self, path: str, **form: object) -> Element:
        """Fill in the form of this page and send it by its button, the last that leads there."""
        for purpose in [name for name in YES if name in form]:
            self.click(f'input[name={purpose}][value="{form[purpose]}"]')
        if "code" in form:
            self.tab.type("#code", str(form["code"]))
        if form.get("answer") is not None:
            self.fill_in(str(form["answer"]))
        self.tab.evaluate("document.getElementById('screen').setAttribute('data-seen', '')")
        self.click(BUTTONS[path].format(**{"move": "next", **form}))
        until(lambda: self.tab.evaluate(NEW), path)
        return self.read()

    def fill_in(self, answer: str) -> None:
        """Tick or type."""
        if self.codes:
            self.click(f'input[name=answer][value="{answer}"]')
        else:
            self.tab.type("input[name=answer]", answer)

    def click(self, selector: str) -> None:
        """The last of those that the selector names."""
        self.tab.evaluate(f"[...document.querySelectorAll({json.dumps(selector)})].pop().click()")
