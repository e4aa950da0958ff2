"""The printed access card: large digits, a QR code of the same digits, what to do in every client language."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.cases.codes import Code
from service.cases.models import Invitation
from service.cases.pages import CardPage, CardWords
from service.i18n import Translator
from service.web.qr import qr_picture
from service.web.site import Site


@dataclass(frozen=True)
class CardsPage:
    """One card or several, in the order of printing."""

    cards: tuple[CardPage, ...]


def card_html(site: Site, language: str, code: Code, invitation: Invitation) -> tuple[str, str]:
    """The card as HTML, and its title, with `language` as the language of the page around the client's texts."""
    return cards_html(site, language, [(code, invitation)])


def cards_html(site: Site, language: str, issued: Sequence[tuple[Code, Invitation]]) -> tuple[str, str]:
    """The same for several clients, a page each."""
    page = CardsPage(tuple(card_page(site, code, invitation) for code, invitation in issued))
    title = site.translators[language].gettext("Access card")
    return site.renderer.html("print/card.html", language, page), title


def card_page(site: Site, code: Code, invitation: Invitation) -> CardPage:
    """What one card shows."""
    return CardPage(
        organisation=site.settings.organisation,
        address=site.settings.url.removeprefix("https://").removeprefix("http://"),
        groups=code.groups,
        qr=qr_picture(code.digits),
        expires_at=invitation.expires_at,
        with_helper=invitation.with_helper,
        words=tuple(card_words(site.translators[row]) for row in site.languages.codes("client")),
    )


def card_words(words: Translator) -> CardWords:
    """The card's text in one client language, at reading level A2."""
    language = words.language
    return CardWords(
        language=language.code,
        direction=language.direction,
        title=words.gettext("Your access card"),
        steps=(
            words.gettext("Open the address on this card on a computer, or ask someone to open it for you."),
            words.gettext("Type your code. You can stop and go on later with the same code."),
            words.gettext("Taking part is your own choice. Do not give this code to anyone else."),
        ),
    )
