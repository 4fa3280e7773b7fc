"""Returns as they were handed in: each version stays."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse


class ServiceReturn(models.Model):
    """What a service handed in for a month (PER-1). Never changed: a correction is another."""

    service = models.CharField(max_length=40)
    """As in addresses: virtual-school."""
    month = models.DateField()
    """Its first day."""
    number = models.PositiveIntegerField()
    """1 and upward: who saw an older one is told of the newer."""
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["service", "-month", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_return_of_a_month_after_another", fields=["service", "month", "number"]
            ),
            models.CheckConstraint(name="a_return_is_of_a_month", condition=models.Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.month:%B %Y}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("returns:month", args=[self.service, f"{self.month:%Y-%m}"])


class ReturnedFigure(models.Model):
    """A row of a return: what was counted, of what, and a remark."""

    service_return = models.ForeignKey(
        ServiceReturn, on_delete=models.PROTECT, related_name="figures"
    )
    code = models.CharField(max_length=8)
    upper = models.DecimalField(max_digits=14, decimal_places=3)
    lower = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="a_measure_is_once_in_a_return", fields=["service_return", "code"]
            )
        ]

    def __str__(self) -> str:
        return self.code
