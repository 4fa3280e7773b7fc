"""Each role's first page: what is due from me, what waits for me, what changed (ORG-3).

It keeps nothing of its own: it asks the modules below what each owes, and puts it in order.
"""
