"""Performance information: what the lists say, as figures anyone can trust (PER-1 to PER-8).

An indicator is declared once (`indicators/`) and gives the figure, its four counts and the children
behind it. The engine asks the events that `intake` rebuilds from loads. Doors: `vocabulary`,
`rules`, `queries`, `operations`.
"""
