"""An audit, what is written in it, and who opened it."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from goldenthread.audits.models.programme import PERSON, Cycle, Draw, ToolVersion
from goldenthread.audits.vocabulary import Grade, Method, Outcome, Source, State
from goldenthread.kernel.reference import reference


def new_token() -> str:
    """A random name for an audit in addresses."""
    return secrets.token_urlsafe(12)


class Audit(models.Model):
    """One child's full case review by one auditor (Framework 2.4, 3.1)."""

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    cycle = models.ForeignKey(Cycle, null=True, on_delete=models.PROTECT, related_name="audits")
    draw = models.ForeignKey(Draw, null=True, on_delete=models.PROTECT, related_name="audits")
    stratum = models.CharField(max_length=80, blank=True)
    child = models.ForeignKey("caseload.Child", on_delete=models.PROTECT, related_name="audits")
    tool = models.ForeignKey(ToolVersion, on_delete=models.PROTECT)
    auditor = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    second_worker = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("people.Team", null=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        "people.ServiceArea", null=True, on_delete=models.PROTECT, related_name="+"
    )
    """Whose child it was when drawn: figures stay true when the child moves (Z01)."""
    follows = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    """The inadequate audit that this one repeats (MOD-4, G01)."""
    state = models.CharField(max_length=12, choices=State.choices)
    facts = models.JSONField(default=list)
    """The child's facts when drawn, each with its source and date (C07)."""
    due_on = models.DateField()
    moderate_by = models.DateField(null=True)
    grade = models.CharField(max_length=2, blank=True, choices=Grade.choices)
    """The auditor's overall grade, never overwritten (D03)."""
    moderated_grade = models.CharField(max_length=2, blank=True, choices=Grade.choices)
    submitted_at = models.DateTimeField(null=True)
    moderated_at = models.DateTimeField(null=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_on"]),
            models.Index(fields=["auditor", "state"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_submitted_audit_is_graded",
                condition=Q(submitted_at__isnull=True) | ~Q(grade=""),
            ),
            models.CheckConstraint(
                name="a_moderated_audit_has_the_grade_that_stands",
                condition=Q(moderated_at__isnull=True) | ~Q(moderated_grade=""),
            ),
            models.UniqueConstraint(
                name="a_child_is_audited_once_in_a_cycle",
                fields=["cycle", "child"],
                condition=~Q(state="withdrawn"),
            ),
            models.UniqueConstraint(
                name="an_audit_is_repeated_once",
                fields=["follows"],
                condition=Q(follows__isnull=False) & ~Q(state="withdrawn"),
            ),
        ]

    def __str__(self) -> str:
        return f"audit of {self.child}"

    def get_absolute_url(self) -> str:
        return reverse("audits:audit", args=[self.token])

    @property
    def reference(self) -> str:
        """AUD-0042."""
        return reference("AUD", self.pk)

    @property
    def stands(self) -> str:
        """The grade that stands: the moderated one where there is one."""
        return self.moderated_grade or self.grade


class Step(models.Model):
    """An act on an audit, kept for ever."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=24)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.act


class Opening(models.Model):
    """Who opened which case file for the audit, when and why (AUD-7, C10)."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="openings")
    files = models.CharField(max_length=300)
    why = models.CharField(max_length=200)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.files


class Answer(models.Model):
    """What was answered to one question, and the wording it was asked in (A02)."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=24)
    """The question's id: FCA-07.3; a section's grade is FCA-07.grade, its reason FCA-07.why."""
    asked = models.TextField()
    value = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    sent_from = models.CharField(max_length=40, blank=True)
    """The opened page that it was last sent from, and the number of that sending."""
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="a_question_is_answered_once", fields=["audit", "question"]
            )
        ]

    def __str__(self) -> str:
        return self.question


class AnswerBefore(models.Model):
    """An answer as it was before somebody changed it (BB1)."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="answers_before")
    question = models.CharField(max_length=24)
    value = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.question}, version {self.version}"


class Conversation(models.Model):
    """The reflective conversation with one practitioner (AUD-3, decision 21)."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="conversations")
    practitioner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    booked_on = models.DateField(null=True)
    own_words = models.TextField(blank=True)
    """The practitioner's reflection, written by them."""
    own_words_at = models.DateTimeField(null=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="each_practitioner_has_one_conversation", fields=["audit", "practitioner"]
            )
        ]

    def __str__(self) -> str:
        return f"conversation with {self.practitioner}"


class FeedbackAttempt(models.Model):
    """An attempt to hear from the child, the family or a professional (AUD-4)."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="feedback")
    source = models.CharField(max_length=30, choices=Source.choices)
    method = models.CharField(max_length=30, blank=True, choices=Method.choices)
    on = models.DateField()
    outcome = models.CharField(max_length=40, choices=Outcome.choices)
    reason = models.TextField(blank=True)
    said = models.TextField(blank=True)
    may_quote = models.BooleanField(default=False)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.source}: {self.outcome}"


class Finding(models.Model):
    """A strength, or an area for development, from a section (OV1, OV2)."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="findings")
    strength = models.BooleanField()
    words = models.TextField()
    section = models.CharField(max_length=12, blank=True)
    thread = models.CharField(max_length=4, blank=True)
    token = models.CharField(max_length=40, unique=True)
    """The form's own token: sent twice, it is written once."""
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.words[:60]


class FactDispute(models.Model):
    """A fact that the auditor believes is wrong (T8): the fact stays, marked."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="disputes")
    fact = models.CharField(max_length=24)
    words = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.fact
