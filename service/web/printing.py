"""What a page needs to become paper. The one PDF maker of the service is put in as a part of the site by `app`."""


class PdfPrinter:
    """Makes PDF from a whole HTML page. `Site.part(PdfPrinter)` is the real one."""

    def pdf(self, html: str, title: str, language: str) -> bytes:
        """The pages of `html` as a tagged PDF with this title and language."""
        raise NotImplementedError(f"no PDF maker was put in for {title!r} ({language}, {len(html)} characters)")
