"""Loads: what came in, when, from whom, and what was wrong with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse

from goldenthread.intake.vocabulary import Source, State
from goldenthread.kernel.reference import reference


class Load(models.Model):
    """A set of lists as at one day (PER-1, N01)."""

    as_at = models.DateField()
    source = models.CharField(max_length=12, choices=Source.choices, default=Source.ANNEX_A)
    """Through which door it came."""
    digest = models.CharField(max_length=64)
    """The hash of its files: the same again is the same load."""
    state = models.CharField(max_length=10, choices=State.choices)
    files = models.JSONField(default=list)
    """Plain names of the files, as they were sent."""
    rows = models.PositiveIntegerField(default=0)
    unusable = models.PositiveIntegerField(default=0)
    """Rows that cannot be used."""
    warnings = models.PositiveIntegerField(default=0)
    lists = models.JSONField(default=list)
    """[{"list", "title", "sheet", "rows", "unusable", "warnings", "matched", "columns", "missing",
    "guesses": [{"header", "key", "column"}]}]."""
    by_rule = models.JSONField(default=list)
    """[{"code", "severity", "wrong", "todo", "count"}]."""
    seconds = models.JSONField(default=dict)
    """How long reading, checking and filling took."""
    against = models.JSONField(default=dict)
    """{"on", "came", "went", "open", "worker_changed", "stay"}: beside the caseload before it."""
    children = models.PositiveIntegerField(default=0)
    """Children it gave the caseload; none for history."""
    without_bad_rows = models.BooleanField(default=False)
    refusal = models.TextField(blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="the_same_files_as_at_the_same_day_are_one_load",
                fields=["digest", "as_at"],
                condition=~models.Q(state__in=["refused", "discarded"]),
            ),
            models.CheckConstraint(
                name="a_load_decided_by_somebody_is_dated",
                condition=models.Q(decided_by__isnull=True, decided_at__isnull=True)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}, as at {self.as_at:%-d %B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("intake:load", args=[self.pk])

    @property
    def reference(self) -> str:
        """LOD-0003."""
        return reference("LOD", self.pk)

    @property
    def folder(self) -> str:
        """The name of its folder: LOD-0003-1a2b3c4d."""
        return f"{self.reference}-{self.digest[:8]}"

    @property
    def used(self) -> int:
        """Rows that were loaded: all but those that cannot be used."""
        return self.rows - self.unusable

    @property
    def waits(self) -> bool:
        """Whether the page of it should ask again."""
        return self.state in (State.WAITING, State.READING)


class Heading(models.Model):
    """A header that somebody has explained: from then on it is read as that column (N01)."""

    list = models.PositiveSmallIntegerField()
    header = models.CharField(max_length=200)
    """As headers are compared: lower case, one space."""
    key = models.CharField(max_length=60)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="a_header_of_a_list_means_one_column", fields=["list", "header"]
            )
        ]

    def __str__(self) -> str:
        return f"List {self.list}: {self.header}"
