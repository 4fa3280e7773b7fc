"""How far a sheet of a workbook reaches, seen in its bytes before a reader makes room for it.

One value in the last cell of a sheet makes a file of some kilobytes ask for hundreds of gigabytes.
"""

from __future__ import annotations

import re
from typing import Final

EXTENT_LIMIT: Final = 20_000_000
"""Cells between the first and the last of a sheet: a reader makes room for all of them."""
_NEAR: Final = 52
"""Columns to AZ: no list that we read has more than 34."""
_ROW: Final = re.compile(rb"<row\b[^>]*?\br=\"(\d{1,7})\"")
_FAR_RIGHT: Final = re.compile(rb'r="(?:[B-Z][A-Z]|[A-Z]{3})\d')
_FAR_DOWN: Final = re.compile(rb'r="[A-Z]{1,3}(\d{6,7})"')


class Extent:
    """How far a sheet reaches, found while its bytes go by."""

    def __init__(self) -> None:
        self.last = self.rows = 0
        self.wide = False

    def look(self, piece: bytes) -> None:
        """Take in a piece of the sheet."""
        numbers = [int(number) for number in _ROW.findall(piece)]
        self.rows += len(numbers)
        self.last = max(self.last, *numbers) if numbers else self.last
        if self.last < 100_000 and (far := _FAR_DOWN.search(piece)):
            self.last = max(self.last, int(far[1]))
        self.wide = self.wide or _FAR_RIGHT.search(piece) is not None

    @property
    def strays(self) -> bool:
        """Whether there is far more room than rows: a cell lies where no list is."""
        width = 16_384 if self.wide else _NEAR
        lonely = self.wide or self.last > 2 * self.rows + 1_000
        return lonely and self.last * width > EXTENT_LIMIT
