"""Whose child it is: what audits draw from and what decides who may see (decision 5, SEC-2).

A child is known by case reference only; the address of a page carries a random token.
`intake` is the only writer, but for grants of access, which tasks and restrictions make.
"""
