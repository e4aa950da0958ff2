"""Paper for other parts of the service: the access card, and a report written to a file from the command line."""

from pathlib import Path

from service.audit.actions import record
from service.errors import Conflict
from service.private_files import write_private
from service.reports.actions import NotDebriefed, compose_report, stored_pdf
from service.reports.queries import find_case, issued_report, next_number
from service.reports.rendering import report_pdf
from service.web.printing import PdfPrinter
from service.web.site import Site


class CardPrinter(PdfPrinter):
    """Prints pages of other features, such as the access card, with the same care as reports."""

    def pdf(self, html: str, title: str, language: str) -> bytes:
        """The page as PDF; its own style sheets are packaged files that it links to."""
        from service.reports.pdf import render_pdf

        return render_pdf(html, title, language, sheets=())


def report_to_file(site: Site, case: str, audience: str, language: str, path: Path) -> bool:
    """Write the report of a case (its reference or id) to `path`, `-` for stdout; True when it was an issued one.

    Without an issued one of this audience and language, what would be issued now is rendered and not kept. Whichever
    it was, the event that it was read is there before the file is. Raises NotFound (no such case), NotFinished,
    NotDebriefed, LanguageNotOffered, Conflict (the file can't be written).
    """
    now = site.clock()
    with site.db.read() as session:
        found = find_case(session, case)
        issued = issued_report(session, found.id, audience, language)
        if issued is not None:
            content = stored_pdf(session, issued)
        else:
            if audience == "client" and found.debriefed_at is None:
                raise NotDebriefed("the client's own copy comes after the talk about the results")
            number = next_number(session, found.id)
            report = compose_report(session, site, found, audience, language, number, now)
            content = report_pdf(site.renderer, report, now)
        case_id, report_id = found.id, issued.id if issued else None
    with site.db.write() as session:
        context = {"form": "pdf", "audience": audience, "language": language}
        record(session, "report_opened", now, None, "service", case_id, report_id, context)
    try:
        write_private(path, content)
    except OSError as problem:
        raise Conflict(f"{path} can't be written: {problem.strerror}") from problem
    return issued is not None
