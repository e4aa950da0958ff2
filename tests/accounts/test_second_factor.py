from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from service.accounts.second_factor import accepted_step, enrolment_address, enrolment_secret, in_groups

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B: the ASCII digits 1234567890 twice
AT_59 = datetime(1970, 1, 1, 0, 0, 59, tzinfo=UTC)


def test_the_test_vector_of_rfc_6238_is_accepted():
    assert accepted_step(SECRET, "287082", AT_59, 0) == 1  # of the eight digits 94287082, the last six


@pytest.mark.parametrize(("seconds", "accepted"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_one_step_early_or_late_is_accepted_and_no_more(seconds, accepted):
    now = datetime(2026, 11, 22, 9, 0, 10, tzinfo=UTC)
    code = pyotp.TOTP(SECRET).at(now + timedelta(seconds=seconds))
    assert (accepted_step(SECRET, code, now, 0) is not None) is accepted


def test_a_code_once_used_is_refused_and_so_is_any_earlier_one():
    now = datetime(2026, 11, 22, 9, 0, 10, tzinfo=UTC)
    machine = pyotp.TOTP(SECRET)
    step = accepted_step(SECRET, machine.at(now), now, 0)
    assert step is not None
    assert accepted_step(SECRET, machine.at(now), now, step) is None
    assert accepted_step(SECRET, machine.at(now - timedelta(seconds=30)), now, step) is None
    assert accepted_step(SECRET, machine.at(now + timedelta(seconds=30)), now, step) == step + 1


def test_other_digits_and_blanks_are_understood():
    assert accepted_step(SECRET, " ٢٨٧ ٠٨٢ ", AT_59, 0) == 1


def test_nonsense_is_refused():
    for code in ("", "28708", "2870822", "abcdef", "28708²"):
        assert accepted_step(SECRET, code, AT_59, 0) is None


def test_the_secret_on_offer_belongs_to_one_cookie_and_stays_the_same():
    key = b"k" * 32
    secret = enrolment_secret(key, "token")
    assert secret == enrolment_secret(key, "token")
    assert secret not in (enrolment_secret(key, "other"), enrolment_secret(b"x" * 32, "token"))
    assert len(secret) == 32  # 160 bits in base32
    assert "".join(in_groups(secret)) == secret
    assert f"secret={secret}" in enrolment_address(secret, "anne@gemeente.example", "Klantbeeld")
