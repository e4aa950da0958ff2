"""The same installation and people as the tests of cases."""

from tests.cases.conftest import people, place

__all__ = ["people", "place"]
