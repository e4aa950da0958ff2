"""What every client at a real browser does alike, whichever browser it is."""

from typing import Any
from xml.etree.ElementTree import Element

from tests.support.page import read_page
from tests.support.respondent import Respondent


class InBrowser(Respondent):
    """A client at a browser. `tab`: where the pages are, with `goto` and `content`."""

    tab: Any
    url: str

    def look(self) -> Element:
        """Open the one address."""
        self.tab.goto(self.url + "/")
        return self.read()

    def read(self) -> Element:
        """The page as the browser has it now."""
        self.html = self.tab.content()
        self.page = read_page(self.html)
        return self.page
