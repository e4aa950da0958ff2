"""Whether an item is as hard for one group as for another, at the same ability: differential item functioning."""

from scoring.dif.logistic import Logistic, logistic
from scoring.dif.mantel_haenszel import MantelHaenszel, mantel_haenszel
from scoring.dif.matching import Compared, Comparison

__all__ = ["Compared", "Comparison", "Logistic", "MantelHaenszel", "logistic", "mantel_haenszel"]
