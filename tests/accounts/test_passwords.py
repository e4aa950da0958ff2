import statistics
import time

import pytest

from service.accounts.passwords import hash_password, new_temporary_password, password_matches, password_problem


def test_only_the_right_password_matches():
    kept = hash_password("een heel eigen wachtwoord")
    assert kept.startswith("$argon2id$")
    assert password_matches(kept, "een heel eigen wachtwoord")
    assert not password_matches(kept, "een heel eigen wachtwoorD")
    assert not password_matches(None, "een heel eigen wachtwoord")
    assert not password_matches("none", "none")


def test_an_unknown_person_costs_as_much_as_a_known_one():
    kept = hash_password("een heel eigen wachtwoord")
    password_matches(None, "warm")
    spent: dict[str, list[float]] = {"known": [], "unknown": []}
    for _ in range(7):
        for name, candidate in (("known", kept), ("unknown", None)):
            begun = time.process_time()  # what it costs, however busy the computer is
            password_matches(candidate, "fout wachtwoord")
            spent[name].append(time.process_time() - begun)
    known, unknown = (statistics.median(spent[name]) for name in ("known", "unknown"))
    assert 0.5 < known / unknown < 2


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("elf tekens.", "too_short"),
        ("twaalf teken", None),
        ("Anne@Gemeente.example", "is_email"),
        ("x" * 201, "too_long"),
    ],
)
def test_a_new_password_is_long_and_not_the_email_address(password, problem):
    assert password_problem(password, "anne@gemeente.example") == problem


def test_a_temporary_password_will_do_as_a_password_and_never_comes_twice():
    made = {new_temporary_password() for _ in range(50)}
    assert len(made) == 50
    assert {password_problem(password, "a@b.nl") for password in made} == {None}
