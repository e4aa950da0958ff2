"""What a report costs: `.venv/bin/python -m tests.benchmarks.report`.

The klantmanager's report of a made-up client is issued and rendered as the worker does it: first (cold), then again and
again (warm), with the growth of resident memory; and a stored report is opened by its klantmanager over the staff app.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from service.accounts.models import Role, StaffUser
from service.cases.models import Case
from service.config import Settings
from service.db import Database
from service.migrate import migrate
from service.reports.actions import issue_report, render_report
from service.reports.pdf import warm_up
from service.serve import settle
from service.web.site import utc_now
from tests.benchmarks.processes import largest_mb
from tests.reports.people import Person, make_case
from tests.support.installation import Installation, install
from tests.support.staff import Colleague

#: After so many reports memory has settled; growth counts from there.
SETTLED = 20
OPENINGS = 200


def ms_of(work: Callable[[], object]) -> float:
    """How long it takes, in ms."""
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def issue(place: Installation, case_id: uuid.UUID, user_id: uuid.UUID) -> uuid.UUID:
    """Issue one more report of the case; it waits to be rendered."""
    with place.site.db.write() as session:
        case, user = session.get_one(Case, case_id), session.get_one(StaffUser, user_id)
        report = issue_report(session, place.site, case, "klantmanager", "nl", user, place.clock())
        return report.id


def measure(place: Installation, reports: int) -> dict[str, Any]:
    """All figures: times in ms, memory in MB, also after every 20th report."""
    manager = place.staff(Role.CASE_MANAGER)
    with place.site.db.write() as session:
        case_id = make_case(session, place.catalogue, Person(), session.get_one(StaffUser, manager.user_id)).id

    def render(report_id: uuid.UUID) -> None:
        render_report(place.site, {"report_id": str(report_id)})

    first = issue(place, case_id, manager.user_id)
    cold = ms_of(lambda: render(first))
    warming = ms_of(warm_up)
    settle()  # as the process that serves does before its first report
    issuing, rendering, memory = [], [], []
    cpu = time.process_time()
    for _ in range(reports):
        made: list[uuid.UUID] = []
        issuing.append(ms_of(lambda made=made: made.append(issue(place, case_id, manager.user_id))))
        rendering.append(ms_of(lambda made=made: render(made[0])))
        memory.append(largest_mb(os.getpid()))
    cpu = time.process_time() - cpu
    reader = Colleague(place, manager)
    opening = [ms_of(lambda: reader.get(f"/staff/reports/{first}/file")) for _ in range(OPENINGS)]
    pdf = reader.get(f"/staff/reports/{first}/file")
    if not pdf.content.startswith(b"%PDF"):
        raise RuntimeError(f"opening the report was answered {pdf.status_code}")
    return {
        "issue_ms": statistics.median(issuing),
        "render_cold_ms": cold,
        "warm_up_ms": warming,
        "render_warm_ms": statistics.median(rendering),
        "issue_and_render_cpu_ms": 1000 * cpu / reports,
        "render_worst_ms": max(rendering),
        "open_ms": statistics.median(opening),
        "pdf_kb": len(pdf.content) / 1024,
        "memory_settled_mb": memory[min(SETTLED, reports - 1)],
        "memory_last_mb": memory[-1],
        "growth_mb": memory[-1] - memory[min(SETTLED, reports - 1)],
        "memory_on_the_way_mb": [round(mb, 1) for mb in memory[SETTLED - 1 :: SETTLED]],
    }


def main() -> None:
    """Measure, and print the figures and the same as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200, help="how many in a row")
    given = parser.parse_args()
    print(f"load before the start: {os.getloadavg()[0]:.2f}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), database_url="")
        db = Database(settings.database)
        migrate(db)
        db.close()
        place = install(Path(folder), settings.database, utc_now)
        found = measure(place, given.reports)
        place.site.db.close()
    for name, value in found.items():
        print(f"{name:<24} {value}" if isinstance(value, list) else f"{name:<24} {value:>9.1f}")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
