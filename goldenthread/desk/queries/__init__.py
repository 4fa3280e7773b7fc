"""What a desk shows of everything that the reader is part of."""

from goldenthread.desk.queries.blocks import blocks, running
from goldenthread.desk.queries.dues import dues
from goldenthread.desk.queries.frame import changed, places, who

__all__ = ["blocks", "changed", "dues", "places", "running", "who"]
