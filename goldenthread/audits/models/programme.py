"""Tool versions, cycles with their dates, draws and what was changed of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from goldenthread.kernel.reference import reference

PERSON = "people.Person"


class ToolVersion(models.Model):
    """A version of an audit tool: frozen when published (AUD-1, A02)."""

    kind = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField()
    """The content as it was published, YAML."""
    digest = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["kind", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="a_tool_version_has_one_number", fields=["kind", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class Cycle(models.Model):
    """Eight weeks of one cohort (PRG-1)."""

    cohort = models.CharField(max_length=1)
    starts_on = models.DateField()
    """The Monday of week 1."""
    state = models.CharField(max_length=12)
    tool = models.ForeignKey(ToolVersion, on_delete=models.PROTECT)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-starts_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="a_cycle_starts_once", fields=["starts_on"])
        ]

    def __str__(self) -> str:
        return f"Cohort {self.cohort}, from {self.starts_on:%-d %B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("audits:cycle", args=[self.pk])

    @property
    def reference(self) -> str:
        """CYC-0001."""
        return reference("CYC", self.pk)


class CycleDate(models.Model):
    """One dated step of a cycle; a moved date keeps the first, and why."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="dates")
    stage = models.CharField(max_length=24)
    starts_on = models.DateField()
    due_on = models.DateField()
    first_due_on = models.DateField()
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="a_cycle_has_each_date_once", fields=["cycle", "stage"])
        ]

    def __str__(self) -> str:
        return f"{self.stage}, {self.due_on}"


class CycleStep(models.Model):
    """An act on a cycle, kept."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=24)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.act


class Exemption(models.Model):
    """Somebody is excused an audit for a time; the expectation shows it openly (B10)."""

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    why = models.CharField(max_length=200)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-from_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="an_exemption_ends_after_it_starts", condition=Q(until_on__gte=F("from_on"))
            )
        ]

    def __str__(self) -> str:
        return self.why


class Draw(models.Model):
    """Children drawn for a cycle, with all that is needed to draw them again (PRG-3, B05)."""

    cycle = models.ForeignKey(Cycle, null=True, on_delete=models.PROTECT, related_name="draws")
    """None where it was drawn from the children behind a figure, apart from any cycle (PRG-7)."""
    origin = models.CharField(max_length=250, blank=True)
    """What it was started from, in words."""
    origin_figure = models.CharField(max_length=80, blank=True)
    """The figure as it was then."""
    origin_reference = models.CharField(max_length=20, blank=True, db_index=True)
    """EXC-0042, or the code of the indicator."""
    origin_address = models.CharField(max_length=200, blank=True)
    """The page that it was started from."""
    seed = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    asked = models.JSONField()
    """The query: strata with minimums, exclusions, the plans and areas it was limited to."""
    load = models.CharField(max_length=20)
    as_at = models.DateField()
    population = models.PositiveIntegerField()
    population_hash = models.CharField(max_length=64)
    frame = models.JSONField()
    """The frozen candidates, so that the draw can be repeated when the caseload moves on."""
    result = models.JSONField()
    """Drawn tokens in order, strata, and who was left out and why."""
    rules_version = models.CharField(max_length=20)
    kept = models.BooleanField(default=True)
    """False once drawn anew before issue: the old draw stays, on the record."""
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_draw_is_of_a_cycle_or_says_what_it_came_from",
                condition=Q(cycle__isnull=False) | ~Q(origin=""),
            )
        ]

    def __str__(self) -> str:
        return f"Draw {self.pk}"

    def get_absolute_url(self) -> str:
        if self.cycle_id is None:
            return reverse("audits:drawn", args=[self.reference])
        return reverse("audits:allocation", args=[self.cycle_id])

    @property
    def reference(self) -> str:
        """DRW-0001."""
        return reference("DRW", self.pk)


class Swap(models.Model):
    """A child given to another auditor by hand, with the reason where a wish was lost (B07)."""

    audit = models.ForeignKey("audits.Audit", on_delete=models.PROTECT, related_name="swaps")
    before = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    lost = models.JSONField(default=list)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"
