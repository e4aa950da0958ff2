import numpy as np
import pytest

from scoring.calibration.curves import ItemCurves, Parameters
from scoring.calibration.expectation import expectation
from scoring.calibration.patterns import Patterns
from scoring.calibration.precision import covariance
from scoring.irt.parameters import Floats
from tests.scoring.calibration.simulated import with_gaps
from tests.support.reference import matrix

LSAT6 = Patterns.of(with_gaps(matrix("lsat6.csv"), 0.1, 3))
SCIENCE = Patterns.of(matrix("science_4items_int.csv") - 1)
PLAIN = Parameters(np.array([0.9, 0.8, 1.1, 0.7, 0.6]), np.array([[2.8], [1.0], [0.2], [1.3], [2.0]]))
ALIKE = Parameters(np.full(5, 0.8), PLAIN.intercepts)
GRADED = Parameters(
    np.array([1.0, 1.2, 2.2, 1.1]), np.array([[4.8, 2.6, -1.4], [2.9, 0.9, -2.2], [5.2, 2.2, -1.9], [3.3, 1.0, -1.6]])
)


def by_differences(patterns: Patterns, parameters: Parameters, spread: Floats) -> Floats:
    """Minus the second derivatives of the log-likelihood, from the log-likelihood alone."""
    start, step, free = parameters.free, 1e-3, spread.shape[1]
    moves = np.eye(free) * step

    def height(move: Floats) -> float:
        moved = parameters.moved(start + (spread @ move).reshape(start.shape))
        return expectation(patterns, ItemCurves.of(moved)).log_likelihood

    found = np.zeros((free, free))
    for one in range(free):
        for other in range(free):
            plus, minus = moves[one], moves[other]
            found[one, other] = (
                height(plus + minus) - height(plus - minus) - height(minus - plus) + height(-plus - minus)
            ) / (4 * step**2)
    return -found


@pytest.mark.parametrize(
    ("patterns", "parameters", "common"), [(LSAT6, PLAIN, False), (LSAT6, ALIKE, True), (SCIENCE, GRADED, False)]
)
def test_the_information_is_the_bend_of_the_likelihood(
    patterns: Patterns, parameters: Parameters, common: bool
) -> None:
    found = covariance(patterns, parameters, expectation(patterns, ItemCurves.of(parameters)), common)
    assert found is not None
    inner, spread = found
    assert np.linalg.inv(inner) == pytest.approx(by_differences(patterns, parameters, spread), abs=5e-3)


def test_what_the_answers_do_not_determine_has_no_error() -> None:
    """A slope of 40 on three people: flat for all that can be seen."""
    patterns = Patterns.of(np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]))
    steep = Parameters(np.array([40.0, 40.0]), np.array([[0.0], [0.0]]))
    assert covariance(patterns, steep, expectation(patterns, ItemCurves.of(steep)), False) is None
