"""What stands in somebody's way on a page: axe-core's word, and what a narrow screen cuts off."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: 1280 px wide at 400 %. A table may be wider, in a box of its own that is scrolled.
ENLARGED = {"width": 320, "height": 256}
WIDE = {"width": 1366, "height": 768}
TOO_WIDE = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.querySelectorAll("body *")].filter(e => {
        const box = e.getBoundingClientRect();
        return box.width > 1 && box.right > wide + 1;
    }).map(e => e.tagName + "." + e.className).slice(0, 4);
}"""


def barriers(page: Page, name: str) -> list[str]:
    """A line for each that is found on the page as it is now."""
    faults = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]}).response["violations"]
    found = [f"{name}: {fault['id']} {[node['html'][:160] for node in fault['nodes']][:2]}" for fault in faults]
    page.set_viewport_size(ENLARGED)
    found += [f"{name}: {element} is wider than 320 px" for element in page.evaluate(TOO_WIDE)]
    page.set_viewport_size(WIDE)
    return found
