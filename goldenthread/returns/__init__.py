"""Monthly returns of services of which no list of children tells: Education, SEND, fostering.

A service hands in counts month by month; each hand-in is kept. Doors: `vocabulary`, `rules`,
`queries`, `operations`.
"""
