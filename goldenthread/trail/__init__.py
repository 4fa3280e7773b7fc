"""Who looked at what, and who did what: written once, never changed, and sealed (SEC-3, BB1, BB2).

A look or a deed is one plain insert, so nobody waits. Rows are sealed in batches: each seal
hashes the rows since the seal before it, and that seal. Triggers in the database refuse any
change; `manage.py verify_trail` finds one that went round them.
"""
