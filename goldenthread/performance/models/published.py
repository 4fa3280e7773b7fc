"""What others publish, to stand beside our figures."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class PublishedFact(models.Model):
    """A figure of one place and year as it was published (R04). Loaded again, it is replaced."""

    measure = models.CharField(max_length=60)
    """The code of the published measure."""
    period = models.CharField(max_length=20)
    """The year as it is published: 2025 ends on 31 March 2025."""
    area_type = models.CharField(max_length=30)
    la_code = models.CharField(max_length=10, blank=True)
    area = models.CharField(max_length=120)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    """None where it is withheld or was not given."""
    source = models.CharField(max_length=120)
    """The file that it came in."""
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_published_fact_of_a_place_and_year",
                fields=["measure", "period", "area_type", "la_code"],
            )
        ]
        indexes: ClassVar = [models.Index(fields=["measure", "period"])]

    def __str__(self) -> str:
        return f"{self.measure}, {self.area}, {self.period}"
