"""Files received, read in the background, and loaded whole or not at all."""

from goldenthread.intake.operations.reading import decide, explain, read
from goldenthread.intake.operations.receiving import load_files, receive

__all__ = ["decide", "explain", "load_files", "read", "receive"]
