"""What a page needs to become paper. The one PDF maker of the service is put in as a part of the site by `app`."""

from abc import ABC, abstractmethod


class PdfPrinter(ABC):
    """Makes PDF from a whole HTML page. `Site.part(PdfPrinter)` is the real one."""

    @abstractmethod
    def pdf(self, html: str, title: str, language: str) -> bytes:
        """The pages of `html` as a tagged PDF with this title and language."""
