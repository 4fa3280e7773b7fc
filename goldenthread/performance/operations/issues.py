"""Known issues of the data: raised, noted on, mended."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.performance import queries
from goldenthread.performance.models import IssueNote, KnownIssue
from goldenthread.performance.rules import quality as rules
from goldenthread.performance.rules.worded import TITLE_AT_MOST
from goldenthread.performance.vocabulary.quality import IssueAct, IssueState
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


@transaction.atomic
def raise_issue(
    *, about: str, title: str, words: str, owner: Person, by: Person, at: datetime
) -> KnownIssue:
    """Say what is wrong with a list or a figure, and who sees to it. N06.

    Raises:
        Refusal: they see no figures, there is nothing like it, or it says nothing.
    """
    if not queries.places(by):
        raise Refusal("Known issues are written by who sees the figures.")
    stop_if(_why_not_own(owner))
    if about not in queries.what_issues_are_about():
        raise Refusal("Choose a list or a figure.")
    stop_if(rules.why_not_words(title, most=TITLE_AT_MOST))
    stop_if(rules.why_not_words(words))
    made = KnownIssue.objects.create(
        about=about, title=title.strip(), owner=owner, by=by, at=at, state=IssueState.OPEN
    )
    _note(made, 1, act=IssueAct.NOTE, words=words, by=by, at=at)
    _tell(made, by, at)
    trail.deed(what="performance.raise_issue", about=about, by=by, at=at,
               detail={"issue": made.pk})  # fmt: skip
    return made


@transaction.atomic
def note_issue(
    *,
    issue: KnownIssue,
    act: IssueAct,
    words: str,
    owner: Person,
    seen: int,
    by: Person,
    at: datetime,
) -> KnownIssue:
    """A dated note on a known issue: its state from now on, and its owner. N06.

    `seen` is how many notes the writer saw.

    Raises:
        Refusal: not theirs, not in this state, without words, or somebody wrote meanwhile.
    """
    now = KnownIssue.objects.select_for_update().get(pk=issue.pk)
    stop_if(rules.why_not_keep_issue(roles=people.standing(by).roles, by=by.pk, owner=now.owner_id))
    state, steps = IssueState(now.state), now.notes.count()
    stop_if(rules.why_not_step(state=state, act=act, words=words, seen=seen, steps=steps))
    handed = owner.pk != now.owner_id
    if handed:
        stop_if(_why_not_own(owner))
    now.state, now.owner = rules.NEXT[state, act], owner
    now.save(update_fields=["state", "owner"])
    _note(now, steps + 1, act=act, words=words, by=by, at=at)
    if handed:
        _tell(now, by, at)
    trail.deed(what="performance.note_issue", about=now.about, by=by, at=at,
               detail={"issue": now.pk, "state": now.state})  # fmt: skip
    return now


def _why_not_own(owner: Person) -> Refusal | None:
    """Whoever sees to an issue can read it."""
    return None if queries.places(owner) else Refusal("Choose somebody who sees the figures.")


def _note(
    issue: KnownIssue, number: int, *, act: IssueAct, words: str, by: Person, at: datetime
) -> None:
    IssueNote.objects.create(
        issue=issue, number=number, act=act, state=issue.state, owner=issue.owner,
        words=words.strip(), by=by, at=at,
    )  # fmt: skip


def _tell(issue: KnownIssue, by: Person, at: datetime) -> None:
    """Tell the owner, unless they wrote it themselves."""
    if issue.owner_id != by.pk:
        notices.tell(
            to=issue.owner,
            kind="performance.issue",
            words="A known issue of the data is yours to see to",
            link=issue.get_absolute_url(),
            by=by,
            at=at,
        )
