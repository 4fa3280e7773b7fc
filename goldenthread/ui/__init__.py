"""How a page looks: the frame, the design system's components, and the parts of our own.

Templates extend `ui/page.html` (working pages) or `ui/reading.html` (one column) and fill the
blocks `title`, `crumbs`, `content`, and `head` where a page needs a file more. Breadcrumbs:
`{% include "ui/crumbs.html" with crumbs=crumbs %}`, a list of text and href. The next step:
`{% include "ui/next_step.html" with what=… why=… button=… href=… urgent=… %}`.

`{% load ui %}` gives: gov (any component by name), gov_field, gov_errors, mark, grade, icon, due,
steps, grade_choice, query, sort_link, pagination; filters distance, short_date, long_date,
clock_time, moment, n_of_n, get. Dates in forms: `ui.fields.DateField`.
"""
