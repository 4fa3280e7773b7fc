"""Judgements as submitted, moderation beside them, and the answers of those read about."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.audits.models.audit import Audit
from goldenthread.audits.models.programme import PERSON
from goldenthread.audits.vocabulary import Grade, Part


class Judgement(models.Model):
    """The auditor's grade of a section, or overall, as submitted: written once (D03)."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="judgements")
    section = models.CharField(max_length=12, blank=True)
    """The section's id; blank for the overall grade."""
    grade = models.CharField(max_length=2, choices=Grade.choices)
    reason = models.TextField()
    round = models.PositiveSmallIntegerField(default=1)
    """1 for the first submission; more after a return. The first is never overwritten."""
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="a_section_is_judged_once_a_round", fields=["audit", "section", "round"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.section or 'Overall'}: {self.grade}"


class Moderation(models.Model):
    """A second judgement beside the first (MOD-1, MOD-2)."""

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="moderation")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    """When it was begun."""
    independent = models.BooleanField()
    """Whether the moderator is outside the child's line (decision 17)."""
    grade = models.CharField(max_length=2, blank=True, choices=Grade.choices)
    codes = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    quality = models.JSONField(default=dict)
    """The audit itself, apart from the practice: MQ1 to MQ8."""
    to_auditor = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"moderation of {self.audit}"


class ModeratedGrade(models.Model):
    """The moderator's grade of one section."""

    moderation = models.ForeignKey(Moderation, on_delete=models.PROTECT, related_name="grades")
    section = models.CharField(max_length=12)
    grade = models.CharField(max_length=2, choices=Grade.choices)
    codes = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["section"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="a_section_is_moderated_once", fields=["moderation", "section"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.grade}"


class Response(models.Model):
    """The answer of the worker, their manager, the Head of Service or the auditor (RS1 to RS5)."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="responses")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=Part.choices)
    """worker, manager, head or auditor."""
    due_on = models.DateField()
    shared_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    reflection = models.TextField(blank=True)
    corrections = models.TextField(blank=True)
    agrees = models.CharField(max_length=3, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="an_audit_is_shared_once_with_each", fields=["audit", "person", "part"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.part}"
