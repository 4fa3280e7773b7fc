"""The trail's rows and their seals."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.trail.vocabulary import PEOPLE_IN, Kind, said


class Event(models.Model):
    """A look at a child's record, or a deed. Append-only: triggers refuse anything else."""

    kind = models.CharField(max_length=4, choices=Kind.choices)
    what = models.CharField(max_length=80)
    """The page looked at, or the deed done: `audits.moderate`."""
    about = models.CharField(max_length=40, blank=True)
    """The reference of the record: AUD-0042."""
    child = models.BigIntegerField(null=True, blank=True)
    """The child's number, where there is one. No foreign key: the trail outlives records."""
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    acting_for = models.BigIntegerField(null=True, blank=True)
    """The person for whom `by` was acting that day (Y04); the others, if any, are in `detail`."""
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["child", "at"], name="trail_by_child"),
            models.Index(fields=["by", "at"], name="trail_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.about}".strip()

    @property
    def words(self) -> str:
        """What was looked at or done, as people say it (SEC-3)."""
        return said(self.what)

    @property
    def people(self) -> list[int]:
        """The numbers of the people whom it is about, where its detail has them."""
        found = (str(self.detail.get(key) or "") for key in PEOPLE_IN)
        return list(dict.fromkeys(int(number) for number in found if number.isdecimal()))


class Seal(models.Model):
    """The seal over the rows from `first` to `last`, and over the seal before."""

    first = models.BigIntegerField()
    last = models.BigIntegerField(unique=True)
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_seal_covers_rows_in_order",
                condition=Q(last__gte=models.F("first")) & Q(rows__gte=1),
            )
        ]

    def __str__(self) -> str:
        return f"Seal {self.pk}: {self.digest}"
