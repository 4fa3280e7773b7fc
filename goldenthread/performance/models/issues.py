"""Known issues of the data: what is wrong, who owns it, and where it is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse

from goldenthread.performance.vocabulary.quality import IssueAct, IssueState

PERSON = "people.Person"


class KnownIssue(models.Model):
    """Something wrong with a list or a figure that readers must know of (N06)."""

    about = models.CharField(max_length=12)
    """list-7 for a list of Annex A, or the code of an indicator."""
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=IssueState.choices, default=IssueState.OPEN)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def get_mark(self) -> str:
        """The shape that goes with the words of its state."""
        return IssueState(self.state).mark

    def get_absolute_url(self) -> str:
        return reverse("performance:issue", args=[self.pk])


class IssueNote(models.Model):
    """What somebody said of a known issue, and where it was from then on: never changed."""

    issue = models.ForeignKey(KnownIssue, on_delete=models.PROTECT, related_name="notes")
    number = models.PositiveIntegerField()
    """Of the notes on one issue, 1 and upward: who saw an older one is told of the new."""
    act = models.CharField(max_length=10, choices=IssueAct.choices)
    state = models.CharField(max_length=10, choices=IssueState.choices)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_note_on_a_known_issue_after_another", fields=["issue", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}, {self.number}"
