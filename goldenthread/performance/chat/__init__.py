"""ChAT: the whole analysis of a load, page by page, as the sector draws it (PER-5, N05).

A page is declared once: whose rows it counts (an indicator of the catalogue over a window), how
they divide into bands, and which indicators are said of the same rows. Nothing is defined twice:
a share on a page is the indicator's own definition, asked of the page's rows.
"""

from goldenthread.performance.chat.declared import Page, Section, Table
from goldenthread.performance.chat.pages import PAGES

__all__ = ["PAGES", "Page", "Section", "Table"]
