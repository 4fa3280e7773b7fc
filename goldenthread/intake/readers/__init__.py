"""Files into lists: guarded, opened, recognised, and put into columns."""

from goldenthread.intake.readers.census import read_census
from goldenthread.intake.readers.columns import Sheet, read_sheet
from goldenthread.intake.readers.files import Read, digest_of, read_files, read_tables, table_name
from goldenthread.intake.readers.guards import guard

__all__ = [
    "Read",
    "Sheet",
    "digest_of",
    "guard",
    "read_census",
    "read_files",
    "read_sheet",
    "read_tables",
    "table_name",
]
