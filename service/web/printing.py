"""What a page needs to become paper. The one PDF maker of the service is put in as a part of the site by `app`."""

from service.errors import Unavailable


class PdfPrinter:
    """Makes PDF from a whole HTML page. `Site.part(PdfPrinter)` is the real one; this one has no printer."""

    def pdf(self, html: str, title: str, language: str) -> bytes:
        """The pages of `html` as a tagged PDF with this title and language."""
        raise Unavailable(f"nothing here makes PDF of {title!r} ({language}, {len(html)} characters)")
