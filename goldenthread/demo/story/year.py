"""The year: loads month by month, cycles four weeks apart, and what people did in between."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldenthread.audits import operations as auditing
from goldenthread.audits import queries as audits
from goldenthread.audits.models import Audit, Cycle
from goldenthread.audits.rules import drawing
from goldenthread.audits.vocabulary import CycleState, Grade, Stage, State
from goldenthread.concerns import operations as concerning
from goldenthread.concerns.vocabulary import Decision
from goldenthread.demo import borough as fictional
from goldenthread.demo.story import aims, returns, words
from goldenthread.demo.story.audits import Teller, at
from goldenthread.intake import operations as loading
from goldenthread.intake.vocabulary import Source
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import lists
from goldenthread.people import operations as staffing
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import Decide, Role, Wanted
from goldenthread.performance import population
from goldenthread.reports import operations as reporting
from goldenthread.standards import lists as standards
from goldenthread.standards import operations as standing
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person

TOOL = Path(auditing.__file__).parent.parent / "content" / "full-case-review-2.yaml"
Say = Callable[[str], None]


def tell(
    *, children: int, months: int, seed: int, today: date, folder: Path, say: Say, size: int = 30
) -> None:
    """Fill an empty database with a year of the borough that ends today.

    Everything goes through the operations and loads that everybody uses; only the moments are
    set. The same arguments tell the same story.
    """
    end = today.replace(day=1) - timedelta(days=1)
    say(f"Making {children:,} children over {months} months")
    made = fictional.make(children, months, seed, end)
    files = fictional.write(made, folder)
    own = population.own_file()
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(f"{end.year - 1}: {made.population}\n", encoding="utf-8")
    establishment = next(path for path in files if path.name == "establishment.csv")
    lines, errors = lists.read(establishment.name, establishment.read_bytes())
    errors = errors or lists.among(lines, people.known())
    if errors:
        raise ValueError(f"The establishment is wrong: {errors[0]}")
    began = at(made.as_at()[0], 8)
    staffing.apply_establishment(lines=lines, by=None, at=began)
    auditing.publish_tool(text=TOOL.read_text(encoding="utf-8"), by=None, at=began)
    standing.publish(
        text=standards.shipped(),
        effective_from=date(end.year, 1, 1),
        changed="The first version: every standard with its clock and its source.",
        by=None,
        at=began,
    )
    _Year(today=today, seed=seed, say=say, size=size).run(made.as_at(), files)
    trail.seal(at=at(today, 7))


class _Year:
    def __init__(self, *, today: date, seed: int, say: Say, size: int) -> None:
        self.today, self.seed, self.say, self.size = today, seed, say, size
        self.chance = random.Random(seed)
        self.teller = Teller(self.chance, today)

    def of(self, role: Role, on: date) -> Person:
        """Somebody who holds this role on a day, with their standing of that day."""
        person = people.holders(role, on=on).first()
        if person is None:
            raise LookupError(f"Nobody is {role.label} on {on}.")
        person._standing = people.standing_on(person, on)  # type: ignore[attr-defined]
        return person

    def run(self, months: list[date], files: list[Path]) -> None:
        """Loads and cycles in the order of their days."""
        books = {path.stem[-10:]: path for path in files if path.suffix == ".xlsx"}
        monday = self.today - timedelta(days=self.today.weekday())
        newest = monday - timedelta(weeks=1)
        count = min(11, max(2, (newest - months[0]).days // 28))
        starts = [newest - timedelta(weeks=4 * index) for index in range(count)][::-1]
        qa = self.of(Role.QAM, starts[0])
        auditing.plan_cycles(
            first=starts[0], count=count + 4, by=qa, at=at(starts[0] - timedelta(days=20), 9)
        )
        returns: dict[date, list[Path]] = {}
        for path in files:
            if path.parent.name.startswith("ssda903-"):
                day = date(int(path.parent.name[-4:]), 3, 31)
                returns.setdefault(day, []).append(path)
        events: list[tuple[date, int, Any]] = [(day, 0, day) for day in months]
        events += [(day + timedelta(days=75), 2, day) for day in returns]
        events += [(start, 1, start) for start in starts]
        for day, kind, what in sorted(events, key=lambda event: event[:2]):
            if kind == 0:
                self.load(what, books[what.isoformat()])
            elif kind == 2:
                if day <= self.today:
                    self.send(what, returns[what], day)
            else:
                self.cycle(Cycle.objects.get(starts_on=what), day)
        self.after()

    def load(self, as_at: date, path: Path) -> None:
        """A month's lists, loaded by the analyst a few days later."""
        on = min(as_at + timedelta(days=2), self.today)
        self.say(f"Loading the lists as at {as_at:%-d %B %Y}")
        load, _ = loading.load_files(
            paths=[path],
            as_at=as_at,
            without_bad_rows=True,
            by=self.of(Role.PFA, on),
            at=at(on, 9, 30),
        )
        if load.state != "loaded":
            raise ValueError(f"{path.name} was not loaded: {load.state} {load.refusal}")

    def send(self, as_at: date, paths: list[Path], on: date) -> None:
        """The yearly return, loaded by the analyst once it has gone to the department."""
        self.say(f"Loading the return of the year to {as_at:%-d %B %Y}")
        load, _ = loading.load_files(
            paths=paths, as_at=as_at, without_bad_rows=False, by=self.of(Role.PFA, on),
            at=at(on, 14), source=Source.SSDA903,
        )  # fmt: skip
        if load.state != "history":
            raise ValueError(f"The return was not loaded: {load.state} {load.refusal}")

    def cycle(self, cycle: Cycle, start: date) -> None:
        """A cycle from draw to report, as far as today."""
        self.say(f"Cohort {cycle.cohort} of {start:%-d %B %Y}")
        on = start
        qa = self.of(Role.QAM, on)
        posts = [
            post
            for post in audits.may_audit(on)
            if audits.cohort_of(post.person_id) == cycle.cohort
        ]
        chosen = self.chance.sample([post.person_id for post in posts], min(self.size, len(posts)))
        auditing.draw_cycle(
            cycle=cycle,
            asked=drawing.Asked(
                size=len(chosen),
                seed=f"{start:%Y%m%d}-{cycle.cohort}",
                minimums=(("cp", 3), ("cin", 3), ("cla", 3), ("care_leaver", 1)),
                plans=("cp", "cin", "cla", "care_leaver"),
            ),
            auditors=chosen,
            on=on,
            by=qa,
            at=at(start - timedelta(days=3), 10, 12),
        )
        for audit in Audit.objects.filter(cycle=cycle, state=State.DRAWN, auditor=None):
            auditing.withdraw(audit=audit, why="Nobody is free to audit this child.", by=qa,
                              at=at(start - timedelta(days=3), 11))  # fmt: skip
        auditing.issue_cycle(cycle=cycle, by=qa, at=at(start, 9, 15))
        dates = {row.stage: row.due_on for row in cycle.dates.all()}
        for audit in Audit.objects.filter(cycle=cycle, state=State.ISSUED).select_related(
            "child", "auditor", "worker", "team", "area", "tool", "cycle"
        ):
            self.audit(audit, start, dates)
        if dates[Stage.REPORT] <= self.today:
            self.report(cycle, dates[Stage.REPORT])

    def audit(self, audit: Audit, start: date, dates: dict[str, date]) -> None:
        """One audit, as far as today; a few are late."""
        late = self.chance.random() < 0.07
        wrote = start + timedelta(days=self.chance.randrange(7, 18))
        wrote = audits.working_day(wrote, 0)
        if wrote > self.today or (late and dates[Stage.SHARE] < self.today <= dates[Stage.CLINIC]):
            return
        grade = self.grade()
        self.teller.write(audit, grade, wrote)
        for talk in audit.conversations.all():
            if self.chance.random() < 0.8:
                auditing.set_own_words(
                    conversation=talk,
                    words=self.chance.choice(words.OWN_WORDS),
                    by=talk.practitioner,
                    at=at(wrote, 17),
                )
        handed = audits.working_day(wrote, self.chance.randrange(1, 5))
        if handed > self.today:
            return
        self.teller.set_actions(audit, handed)
        self.teller.hand_in(audit, handed)
        audit.refresh_from_db()
        if self.chance.random() < 0.02 or grade is Grade.INADEQUATE:
            self.concern(audit, handed)
        answered = audits.working_day(handed, self.chance.randrange(1, 7))
        recent = (self.today - answered).days < 9
        if answered <= self.today and (not recent or self.chance.random() < 0.92):
            self.teller.answer(audit, answered)
        moderated = audits.working_day(dates[Stage.MODERATE], -self.chance.randrange(0, 6))
        if moderated > self.today or audit.grade == "":
            return
        again = self.teller.moderate(audit, self.moderated(grade, start), moderated)
        read = audits.working_day(moderated, 3)
        if read <= self.today:
            self.teller.answer(audit, read)
        if again is not None:
            self.repeat(again, moderated)
        audit.refresh_from_db()
        reader = self.of(Role.QAM, self.today)
        for action in self.teller.actions_of(audit, reader):
            try:
                self.teller.live(action)
            except Refusal:
                continue

    def grade(self) -> Grade:
        """What an auditor gives: kinder than it should be."""
        roll = self.chance.random()
        return (
            Grade.OUTSTANDING if roll < 0.08
            else Grade.GOOD if roll < 0.60
            else Grade.REQUIRES_IMPROVEMENT if roll < 0.95
            else Grade.INADEQUATE
        )  # fmt: skip

    def moderated(self, grade: Grade, start: date) -> Grade:
        """What a moderator gives: at the start of the year often lower, later seldom."""
        ago = (self.today - start).days / 365
        roll = self.chance.random()
        if roll < 0.10 + 0.30 * ago and grade.rank > 1:
            return Grade(list(Grade)[list(Grade).index(grade) + 1])
        if roll > 0.97 and grade.rank < 4:
            return Grade(list(Grade)[list(Grade).index(grade) - 1])
        return grade

    def repeat(self, again: Audit, on: date) -> None:
        """An inadequate case is audited again, two months on, by somebody else."""
        given = audits.working_day(on, 25)
        if given > self.today or again.auditor is None:
            return
        try:
            auditing.issue_audit(audit=again, by=self.of(Role.QAM, given), at=at(given, 9))
        except Refusal:  # the auditor has moved on: it waits for another
            return
        wrote = audits.working_day(given, 10)
        if wrote > self.today:
            return
        grade = self.chance.choice((Grade.GOOD, Grade.REQUIRES_IMPROVEMENT))
        self.teller.write(again, grade, wrote)
        self.teller.hand_in(again, wrote)
        again.refresh_from_db()
        answered = audits.working_day(wrote, 4)
        if answered <= self.today:
            self.teller.answer(again, answered)
        moderated = audits.working_day(wrote, 8)
        if moderated <= self.today:
            self.teller.moderate(again, grade, moderated)
            if audits.working_day(moderated, 3) <= self.today:
                self.teller.answer(again, audits.working_day(moderated, 3))

    def concern(self, audit: Audit, on: date) -> None:
        """A danger found on the way: raised, acknowledged, decided, the child seen, closed."""
        auditor = audit.auditor
        assert auditor is not None
        made = concerning.raise_concern(
            child=audit.child,
            source_reference=audit.reference,
            source_code="B1",
            what=self.chance.choice(words.CONCERNS),
            where="Contact note of this week",
            done_now="Rang the Head of Service at 3:35pm",
            by=auditor,
            at=at(on, 15, 42),
        )
        who = made.responsible
        if who is None or who.pk == auditor.pk:
            return
        concerning.acknowledge(concern=made, by=who, at=at(on, 16, self.chance.randrange(5, 40)))
        concerning.decide(
            concern=made,
            decision=Decision.VISIT,
            words="The worker and the manager visit together today, and ring me from there.",
            seen_by_when=on,
            by=who,
            at=at(on, 16, 45),
        )
        concerning.see_safe(
            concern=made,
            words="Seen at home at 6pm, alone, by worker and manager. Safe tonight; safety plan "
            "changed.",
            by=who,
            at=at(on, 18, 20),
        )
        closed = audits.working_day(on, 2)
        if closed <= self.today:
            concerning.close(
                concern=made,
                outcome="Strategy discussion held; the plan names who may stay, and school knows.",
                by=self.of(Role.QAM, closed),
                at=at(closed, 10),
            )

    def report(self, cycle: Cycle, on: date) -> None:
        """QA writes the overview report, and signs it off where everything is moderated."""
        cycle.refresh_from_db()
        if cycle.state != CycleState.ISSUED:
            return
        qa = self.of(Role.QAM, on)
        report = reporting.begin(cycle=cycle, by=qa, at=at(on, 9))
        for part, text in words.REPORT.items():
            report = reporting.write(
                report=report, part=part, words=text, version=report.version, by=qa, at=at(on, 10)
            )
        try:
            reporting.sign_off(
                report=report, on=on, by=qa, at=at(on, 15),
                why="The auditor was away; it follows with the next cohort.",
            )  # fmt: skip
        except Refusal:
            self.say("  a report waits: an audit is not moderated yet")

    def after(self) -> None:
        """Loops closed, standards read, a concern and an exemption of this week."""
        qa = self.of(Role.QAM, self.today)
        for audit in Audit.objects.filter(state=State.MODERATED):
            self.teller.close(audit, qa, self.today)
        self.read_standards()
        self.changes()
        aims.decide(
            by=self.of(Role.PFM, self.today), leader=self.of(Role.DCS, self.today), today=self.today
        )
        aims.note(by=self.of(Role.PFA, self.today), today=self.today)
        returns.hand_in(by=self.of(Role.PFA, self.today), today=self.today, seed=self.seed)
        director = self.of(Role.AD, self.today)
        for post in audits.may_audit(self.today)[:2]:
            auditing.exempt(
                person=post.person,
                from_on=self.today - timedelta(days=80),
                until_on=self.today - timedelta(days=10),
                why="On leave",
                by=director,
                at=at(self.today - timedelta(days=82), 9),
            )
        open_now = (
            Audit.objects.filter(state=State.UNDERWAY, auditor__isnull=False, area__isnull=False)
            .select_related("child__area", "child__team", "auditor")
            .first()
        )
        if open_now is not None and open_now.auditor is not None:
            concerning.raise_concern(
                child=open_now.child,
                source_reference=open_now.reference,
                source_code="B1",
                what=words.CONCERNS[0],
                where="Contact note of yesterday",
                done_now="Rang the Head of Service: no answer. Rang the duty manager",
                by=open_now.auditor,
                at=at(self.today, 8, 40),
            )

    def changes(self) -> None:
        """One administrator asked for a post last month, and for a move that waits today."""
        first, second = people.administrators(self.today)[:2]
        movers = people.posts_on(self.today).filter(role=Role.SW, team__area__name="FSP")
        mover = movers.first()
        others = people.teams(self.today).filter(area__name="FSP")
        other = others.exclude(pk=mover.team_id or 0).first() if mover else None
        helper = people.holders(Role.WFD, on=self.today).first()
        if mover is None or other is None or helper is None:
            raise LookupError("Nobody to move.")
        before = self.today - timedelta(days=30)
        asked = staffing.propose(
            kind=Wanted.POST, why="Business support is away for seven weeks.",
            by=first, at=at(before, 10),
            detail={"person": helper.pk, "role": Role.QAB, "team": None, "area": None,
                    "starts_on": before, "ends_on": self.today + timedelta(days=20)},
        )  # fmt: skip
        if asked is not None:
            staffing.decide(
                proposal=asked, act=Decide.CONFIRM, reason="", by=second, at=at(before, 15)
            )
        staffing.propose(
            kind=Wanted.MOVE, why="The Head of Service asked: that team is short of people.",
            by=first, at=at(self.today, 8, 15),
            detail={"post": mover.pk, "was": people.days_of(mover), "team": other.pk,
                    "first_day": self.today + timedelta(days=7)},
        )  # fmt: skip

    def read_standards(self) -> None:
        """Most have read the standards; managers see who has not."""
        from goldenthread.standards import queries

        revision = queries.current(self.today)
        if revision is None:
            return
        for person in people.people_in_post(self.today):
            if self.chance.random() < 0.86:
                standing.read_and_understood(
                    revision=revision, by=person, at=at(self.today - timedelta(days=60), 12)
                )
