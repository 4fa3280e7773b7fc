"""Who: the directorate's service areas, teams, people and their dated posts.

Framework 2.1; ORG-1, ORG-2, Z01, Z02. A merged team and a moved person keep their past,
because figures and audits of last year must still say who led what at the time.
"""
