"""Jobs are taken once, tried again, and given up visibly."""

import uuid
from datetime import timedelta

from service.jobs.actions import LEASE, MOST_ATTEMPTS, delay_after, enqueue, fail, finish, retry_failed, take
from service.jobs.models import Job
from service.jobs.queries import anything_due, counts, failed_jobs, state_of
from service.web.site import Site
from tests.conftest import Clock


def put(site: Site, clock: Clock, kind: str = "kind", **payload: str) -> uuid.UUID:
    with site.db.write() as session:
        return enqueue(session, kind, payload, clock.now).id


def taken(site: Site, clock: Clock, **more: object) -> Job | None:
    with site.db.write() as session:
        job = take(session, clock.now, **more)  # type: ignore[arg-type]
        if job is not None:
            session.expunge(job)
        return job


def test_nothing_to_take_in_an_empty_table(site: Site, clock: Clock) -> None:
    assert taken(site, clock) is None


def test_the_job_that_waits_longest_comes_first_and_only_once(site: Site, clock: Clock) -> None:
    first = put(site, clock, sitting="a")
    clock.forward(seconds=1)
    second = put(site, clock, sitting="b")
    got = [taken(site, clock), taken(site, clock), taken(site, clock)]
    assert [job and job.id for job in got] == [first, second, None]
    assert got[0] is not None
    assert got[0].payload == {"sitting": "a"}


def test_a_worker_takes_only_the_kinds_it_can_do(site: Site, clock: Clock) -> None:
    put(site, clock, "health")
    other = put(site, clock, "report")
    job = taken(site, clock, kinds=["report"])
    assert job is not None
    assert job.id == other
    assert taken(site, clock, kinds=["report"]) is None
    assert taken(site, clock, kinds=[]) is None


def test_an_undone_transaction_leaves_no_job(site: Site, clock: Clock) -> None:
    try:
        with site.db.write() as session:
            enqueue(session, "kind", {}, clock.now)
            raise ValueError
    except ValueError:
        pass
    assert taken(site, clock) is None


def test_finished_is_done_and_is_never_taken_again(site: Site, clock: Clock) -> None:
    job_id = put(site, clock)
    job = taken(site, clock)
    assert job is not None
    with site.db.write() as session:
        finish(session, job, clock.now)
    clock.forward(days=1)
    assert taken(site, clock) is None
    with site.db.read() as session:
        assert state_of(session, job_id) == "done"
        assert counts(session) == {("kind", "done"): 1}


def test_a_lease_that_ran_out_is_taken_again(site: Site, clock: Clock) -> None:
    put(site, clock)
    assert taken(site, clock) is not None
    clock.now += LEASE - timedelta(seconds=1)
    assert taken(site, clock) is None
    clock.forward(seconds=1)
    again = taken(site, clock)
    assert again is not None
    assert again.attempts == 2


def test_who_comes_back_late_changes_nothing(site: Site, clock: Clock) -> None:
    job_id = put(site, clock)
    late = taken(site, clock)
    clock.now += LEASE
    assert late is not None
    assert taken(site, clock) is not None
    with site.db.write() as session:
        fail(session, late, ValueError("x"), clock.now)
    with site.db.read() as session:
        assert state_of(session, job_id) == "leased"


def test_delays_grow_and_the_fifth_failure_is_the_last(site: Site, clock: Clock) -> None:
    put(site, clock)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        job = taken(site, clock)
        assert job is not None
        assert job.attempts == attempt
        with site.db.write() as session:
            fail(session, job, KeyError("the client said something"), clock.now)
        clock.now += delay_after(attempt) - timedelta(seconds=1)
        assert taken(site, clock) is None
        clock.forward(seconds=1)
    assert taken(site, clock) is None
    with site.db.read() as session:
        (given_up,) = failed_jobs(session)
        assert given_up.error == "KeyError"
        assert given_up.finished_at is not None
    assert [delay_after(n).total_seconds() for n in (1, 2, 3, 4)] == [5, 20, 80, 320]


def test_a_job_that_kills_its_worker_each_time_is_given_up(site: Site, clock: Clock) -> None:
    put(site, clock)
    for _ in range(MOST_ATTEMPTS):
        assert taken(site, clock) is not None
        clock.now += LEASE
    assert taken(site, clock) is None
    with site.db.read() as session:
        assert [job.error for job in failed_jobs(session)] == ["LeaseRanOut"]


def test_what_was_given_up_can_be_put_back_in(site: Site, clock: Clock) -> None:
    job_id = put(site, clock)
    for _ in range(MOST_ATTEMPTS):
        taken(site, clock)
        clock.now += LEASE
    assert taken(site, clock) is None
    with site.db.write() as session:
        assert retry_failed(session, "other", clock.now) == 0
        assert retry_failed(session, "kind", clock.now) == 1
    job = taken(site, clock)
    assert job is not None
    assert (job.id, job.attempts) == (job_id, 1)


def test_a_job_for_later_is_not_due_yet(site: Site, clock: Clock) -> None:
    put(site, clock)
    with site.db.read() as session:
        assert not anything_due(session, clock.now - timedelta(seconds=1))
        assert anything_due(session, clock.now)
        assert not anything_due(session, clock.now, ["other"])
