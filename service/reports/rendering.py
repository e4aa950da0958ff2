"""From the frozen view to HTML, data and PDF. Nothing is read here but the view itself."""

import json
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from service.reports.view import AnyReport, ClientReport, KlantmanagerReport
from service.web.rendering import Renderer

TEMPLATES = {"klantmanager": "report/klantmanager.html", "client": "report/client.html"}
#: Version of the data's form, for those who take it over.
FORM = "1"

_MODELS: dict[str, TypeAdapter[Any]] = {
    "klantmanager": TypeAdapter(KlantmanagerReport),
    "client": TypeAdapter(ClientReport),
}


def frozen(report: AnyReport) -> dict[str, Any]:
    """The view as JSON values, to be kept."""
    return report.model_dump(mode="json")


def thawed(content: dict[str, Any]) -> AnyReport:
    """The view that was kept."""
    found: AnyReport = _MODELS[content["audience"]].validate_python(content, strict=False)
    return found


def report_json(report: AnyReport) -> bytes:
    """The same content as data: UTF-8 JSON, keys sorted, the same bytes each time."""
    normed = isinstance(report, KlantmanagerReport) and report.normed
    content = {"format": f"klantbeeld-report/{FORM}", "normed": normed, **frozen(report)}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode()


def report_html(renderer: Renderer, report: AnyReport) -> str:
    """The whole page."""
    return renderer.html(TEMPLATES[report.audience], report.language, report)


def report_pdf(renderer: Renderer, report: AnyReport, at: datetime) -> bytes:
    """The PDF. The klantmanager's carries the data inside; the client's doesn't, because it names rules and scales."""
    from service.reports.pdf import Attached, render_pdf

    data = [Attached("klantbeeld.json", report_json(report), "Klantbeeld")] if report.audience == "klantmanager" else []
    title = f"Klantbeeld {report.header.reference}"
    return render_pdf(report_html(renderer, report), title, report.language, data, at)
