"""Thornley, a borough that does not exist: `make` it, then `write` it or read its lists.

Its figures are calibrated on published rates (`rates`), its stories planted on purpose
(`stories`). The same arguments give the same borough and the same bytes.
"""

from goldenthread.demo.borough.authorities import writing_set
from goldenthread.demo.borough.making import Borough, Placed, make
from goldenthread.demo.borough.workbook import write, writing

__all__ = ["Borough", "Placed", "make", "write", "writing", "writing_set"]
