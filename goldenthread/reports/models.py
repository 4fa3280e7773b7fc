"""Overview reports: drafted from the data, edited by people, frozen when signed off."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from goldenthread.kernel.reference import reference
from goldenthread.reports.vocabulary import State

PERSON = "people.Person"


class Report(models.Model):
    """The overview report of one cycle (LRN-1, V01)."""

    cycle = models.OneToOneField("audits.Cycle", on_delete=models.PROTECT, related_name="report")
    state = models.CharField(max_length=10, choices=State.choices)
    written = models.JSONField(default=dict)
    """What people wrote, by part."""
    version = models.PositiveIntegerField(default=1)
    """Goes up with every change: a page that is behind is told so."""
    frozen = models.JSONField(null=True)
    """The whole paper as it was signed off."""
    digest = models.CharField(max_length=64, blank=True)
    signed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_signed_report_is_frozen",
                condition=Q(state="draft") | Q(frozen__isnull=False),
            ),
            models.CheckConstraint(
                name="a_report_signed_by_somebody_is_dated",
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Overview report of {self.cycle}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.cycle_id])

    @property
    def reference(self) -> str:
        """REP-0003."""
        return reference("REP", self.pk)


class Edit(models.Model):
    """A part as it was before somebody changed it, or the act of signing off."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="edits")
    act = models.CharField(max_length=12)
    part = models.CharField(max_length=20, blank=True)
    before = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.part}"
