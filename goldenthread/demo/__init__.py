"""A fictional borough: its people, its children and a year of its story. Never a real one.

The page to sign in as any of them exists in demo mode only; checks refuse to start otherwise.
"""
