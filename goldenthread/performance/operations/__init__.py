"""What is done with figures: working them out, and setting what they aim at."""

from goldenthread.performance.operations.readings import take_readings
from goldenthread.performance.operations.targets import Overtaken, set_target

__all__ = ["Overtaken", "set_target", "take_readings"]
