"""What leaves the service: a cycle's overview report and copies of audits (LRN-1, V01, AUD-9).

A report is drafted from the data, edited by QA in the browser, signed off and then frozen: the
page, the Word copy and the tagged PDF are all printed from the same stored paper.
"""
