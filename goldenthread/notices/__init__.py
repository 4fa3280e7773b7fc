"""Telling people: notices in the service, an outbox of e-mails, background jobs and their clock.

NOT-1, E02, F07, EE3. An e-mail carries no personal data: a subject and a link, no more.
"""
