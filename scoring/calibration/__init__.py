"""Item parameters from answers, for the test owner: Rasch, 2PL and graded response, with errors and fit."""

from scoring.calibration.calibrate import calibrate
from scoring.calibration.result import CalibratedItem, Calibration, Model
from scoring.calibration.rounds import Progress
from scoring.calibration.score_fit import ScoreFit

__all__ = ["CalibratedItem", "Calibration", "Model", "Progress", "ScoreFit", "calibrate"]
