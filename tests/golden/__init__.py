"""Golden vectors: `python -m tests.golden DIR` runs a folder of them through `goldenthread.stats`.

A line for each family: `family passed/total`. Exit 0 when everything passed, 1 when a figure
differs (each named), 2 when a folder is empty, a file cannot be read or a family is unknown.
Vectors are of our own making (`vectors/`, schema `golden/<family>@1`): only figures.
"""
