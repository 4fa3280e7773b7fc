"""One fictional audit, carried out by its people through the real operations."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from goldenthread.actions import operations as acting
from goldenthread.actions import queries as actions
from goldenthread.actions.vocabulary import Impact, Level, Priority, Source
from goldenthread.audits import operations, queries
from goldenthread.audits.rules import front
from goldenthread.audits.vocabulary import (
    AuditQuality,
    ChangeReason,
    Grade,
    Method,
    Outcome,
    Reply,
    State,
)
from goldenthread.audits.vocabulary import Source as From
from goldenthread.demo.story import words
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import Role

if TYPE_CHECKING:
    from goldenthread.actions.models import Action
    from goldenthread.audits.models import Audit
    from goldenthread.people.models import Person

ORDER = tuple(Grade)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day, in local time; nobody has done today what is still to come."""
    moment = datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - made aware next
    return min(timezone.make_aware(moment), timezone.now())


@dataclass(slots=True)
class Teller:
    """Tells what fictional people do to audits, always the same for the same seed."""

    chance: random.Random
    today: date

    def write(self, audit: Audit, grade: Grade, on: date) -> None:
        """The auditor opens the record, talks, asks, answers and grades."""
        auditor = audit.auditor
        assert auditor is not None
        operations.open_record(
            audit=audit, files="Case file, plans, visits", why="Full case review",
            by=auditor, at=at(on, 9, self.chance.randrange(50)),
        )  # fmt: skip
        if not audit.conversations.exists():
            worker = people.holders(Role.SW, team=audit.team_id, on=on).first()
            if worker is not None:
                operations.add_conversation(
                    audit=audit, practitioner=worker, by=auditor, at=at(on, 10)
                )
        sheet = queries.sheet(auditor, audit)
        values = {
            "B1": "no",
            "A14": "No line or case responsibility",
            "A5": "English; no interpreter is needed.",
            "A9": "Two brothers and sisters; none of them is audited in this cycle.",
            "A12": "2",
            "A13": "One referral in the 12 months; one protection plan before, in 2022.",
            "A15": front.period_audited(timezone.localdate(audit.at)),
            "OV3": grade.value,
            "OV4": words.WHY[grade],
            "FS1": "What the family says supports the grade; the child’s words weigh most.",
        }
        for one in sheet.progress.sections:
            values |= self._section(one, grade)
        for talk in sheet.conversations:
            values[f"RC0a:{talk.pk}"] = on.isoformat()
            values[f"RC0b:{talk.pk}"] = self.chance.choice(
                ["In person, side by side", "Video", "In person, side by side"]
            )
            values[f"RC2:{talk.pk}"] = self.chance.choice(words.OWN_WORDS)
            values[f"RC12:{talk.pk}"] = "A visit with the child to choose what goes in the plan."
        operations.save_answers(
            audit=audit, values=values, versions={}, by=auditor, at=at(on, 11, 5)
        )
        self._hear(audit, auditor, on)
        for index in range(self.chance.choice((2, 3))):
            self._finding(audit, auditor, on, good=True, index=index)
        for index in range(self.chance.choice((1, 2, 2))):
            self._finding(audit, auditor, on, good=False, index=index + 10)

    def _section(self, one: object, grade: Grade) -> dict[str, str]:
        values: dict[str, str] = {}
        applies, section = one.applies, one.section  # type: ignore[attr-defined]
        if not applies:
            return {q.id: "no" for q in section.questions if q.switch}
        near = ORDER.index(grade) + self.chance.choice((-1, 0, 0, 0, 1))
        own = ORDER[min(max(near, 0), 3)]
        if section.number == 14:
            own = grade
        if grade is not Grade.INADEQUATE and own is Grade.INADEQUATE:
            own = Grade.REQUIRES_IMPROVEMENT
        for question in section.questions:
            if question.kind == "ynp":
                good = {"O": 95, "G": 82, "RI": 50, "I": 25}[own]
                roll = self.chance.randrange(100)
                values[question.id] = (
                    Reply.YES if roll < good else self.chance.choice((Reply.PARTLY, Reply.NO))
                )
            elif question.kind == "yn":
                values[question.id] = "yes" if question.switch else "no"
            elif question.options:
                place = min(ORDER.index(own), len(question.options) - 1)
                values[question.id] = question.options[place]
            else:
                values[question.id] = self.chance.choice(words.EVIDENCE)
        values[section.grade_id] = own.value
        values[section.why_id] = self.chance.choice(words.EVIDENCE)
        return values

    def _hear(self, audit: Audit, auditor: Person, on: date) -> None:
        for source in (From.CHILD, From.MOTHER, From.PROFESSIONAL):
            heard = self.chance.random() < 0.75
            operations.log_attempt(
                audit=audit,
                source=source,
                method=self.chance.choice((Method.PHONE, Method.IN_PERSON)),
                on=on,
                outcome=Outcome.OBTAINED if heard else Outcome.NO_REPLY,
                reason="" if heard else "Three attempts at different times of the day.",
                said=self.chance.choice(words.SAID[source.value]) if heard else "",
                may_quote=heard and self.chance.random() < 0.7,
                by=auditor,
                at=at(on, 14),
            )

    def _finding(self, audit: Audit, auditor: Person, on: date, *, good: bool, index: int) -> None:
        operations.add_finding(
            audit=audit,
            strength=good,
            words=self.chance.choice(words.STRENGTHS if good else words.AREAS),
            section=f"FCA-{self.chance.choice((1, 2, 3, 5, 6, 7, 10, 11)):02}",
            thread=f"GT{self.chance.randrange(7) + 1}",
            token=f"story-{audit.pk}-{index}",
            by=auditor,
            at=at(on, 15),
        )

    def set_actions(self, audit: Audit, on: date) -> None:
        """Actions from the weak answers, before it is handed in."""
        auditor = audit.auditor
        assert auditor is not None
        sheet = queries.sheet(auditor, audit)
        weak = [row for row in sheet.rows.values() if row.value in ("no", "partly")]
        manager = people.manager_of(audit.team_id, on) if audit.team_id else None
        for index, row in enumerate(self.chance.sample(weak, min(len(weak), 2))):
            what, why, success, thread = self.chance.choice(words.ACTIONS)
            owner = audit.worker or manager or auditor
            if not owner.is_active:
                owner = manager or auditor
            acting.set_action(
                source=Source.AUDIT,
                source_reference=audit.reference,
                source_code=row.question,
                finding=f"{row.asked} {Reply(row.value).label}.",
                what=what,
                why=why,
                success=success,
                owner=owner,
                due=queries.working_day(on, 20),
                level=Level.CHILD,
                priority=Priority.NORMAL,
                thread=thread,
                child=audit.child,
                team=audit.child.team or audit.team,
                area=audit.child.area or audit.area,
                token=f"story-{audit.pk}-{index}",
                by=auditor,
                at=at(on, 15, 30),
            )

    def hand_in(self, audit: Audit, on: date) -> None:
        """Handed in and shared."""
        auditor = audit.auditor
        assert auditor is not None
        operations.submit(audit=audit, by=auditor, at=at(on, 16, 10), on=on)

    def answer(self, audit: Audit, on: date) -> None:
        """The worker, mostly the manager, and a leader who was told answer."""
        for response in queries.responses(audit):
            if response.answered_at is not None:
                continue
            recent = (self.today - on).days < 9
            if response.part == "worker" or not recent or self.chance.random() < 0.8:
                operations.answer_audit(
                    audit=audit,
                    reflection=self.chance.choice(words.REFLECTIONS),
                    corrections="",
                    agrees="no" if self.chance.random() < 0.06 else "yes",
                    by=response.person,
                    at=at(on, 13),
                )

    def moderate(self, audit: Audit, grade: Grade, on: date) -> Audit | None:
        """Moderated by whoever may, section by section."""
        moderator = self._moderator(audit, on)
        if moderator is None:
            return None
        operations.begin_moderation(audit=audit, on=on, by=moderator, at=at(on, 10))
        changed = grade != audit.grade
        judged = audit.judgements.exclude(section="").order_by("section")
        reason = (
            words.CHANGED if grade.rank < Grade(audit.grade).rank else words.RAISED
        ) if changed else ""  # fmt: skip
        for row in judged:
            own = grade if changed and row.section == "FCA-14" else Grade(row.grade)
            operations.grade_section(
                audit=audit,
                section=row.section,
                grade=own,
                codes=[ChangeReason.IMPACT_OVERSTATED] if own != row.grade else [],
                reason=reason if own != row.grade else "",
                by=moderator,
                at=at(on, 11),
            )
        code = (
            ChangeReason.IMPACT_OVERSTATED
            if grade.rank < Grade(audit.grade).rank
            else ChangeReason.COMPLIANCE_OVER_QUALITY
        )
        operations.grade_overall(
            audit=audit, grade=grade, codes=[code] if changed else [], reason=reason,
            by=moderator, at=at(on, 11, 30),
        )  # fmt: skip
        asked = queries.read_tool(audit.tool).audit_quality
        operations.judge_audit(
            audit=audit,
            quality={
                question.id: self.chance.choice(
                    (AuditQuality.STRONG, AuditQuality.SOUND, AuditQuality.SOUND,
                     AuditQuality.NEEDS_SUPPORT)
                )
                for question in asked
            },
            to_auditor="The conversation reads as two people thinking together. Next time, ask of "
            "each action: what is different for the child?",
            by=moderator,
        )  # fmt: skip
        return operations.finish_moderation(audit=audit, on=on, by=moderator, at=at(on, 12))

    def _moderator(self, audit: Audit, on: date) -> Person | None:
        head = people.head_of(audit.area_id, on) if audit.area_id else None
        chosen = [head] if head is not None and self.chance.random() < 0.7 else []
        chosen += list(people.holders(Role.QAM, Role.QAO, on=on))
        for person in chosen:
            person._standing = people.standing_on(person, on)  # type: ignore[attr-defined]
            if queries.why_not_moderate(person, audit, on) is None:
                return person
        return None

    def live(self, action: Action) -> None:
        """What becomes of an action by today: reported, verified, checked, or late."""
        due = action.due_on
        done_on = queries.working_day(due, self.chance.choice((-6, -3, -1, 0, 2, 7)))
        if done_on > self.today or self.chance.random() < 0.08:
            return
        by = action.owner
        now = at(done_on, 12, 10)
        acting.report_complete(
            action=action, evidence=self.chance.choice(words.DONE), version=action.version,
            by=by, at=now,
        )  # fmt: skip
        verified_on = queries.working_day(done_on, self.chance.randrange(2, 9))
        verifier = next(
            (one for one in people.holders(Role.QAO, on=done_on) if one.pk != by.pk), None
        )
        if verified_on > self.today or verifier is None:
            return
        verifier._standing = people.standing_on(verifier, verified_on)  # type: ignore[attr-defined]
        acting.verify(
            action=action, words=self.chance.choice(words.SEEN), version=action.version,
            by=verifier, at=at(verified_on, 10),
        )  # fmt: skip
        checked_on = verified_on + timedelta(days=self.chance.randrange(57, 80))
        if checked_on > self.today:
            return
        better = self.chance.random()
        impact = Impact.BETTER if better < 0.55 else Impact.SOME if better < 0.88 else Impact.NONE
        acting.check_impact(
            action=action,
            impact=impact,
            words=words.NOT_YET if impact is Impact.NONE else self.chance.choice(words.HELPED),
            due=queries.working_day(max(checked_on, self.today), 20)
            if impact is Impact.NONE
            else None,
            version=action.version,
            by=verifier,
            at=at(checked_on, 10),
        )

    def close(self, audit: Audit, by: Person, on: date) -> None:
        """Close the loop where nothing is open any more."""
        audit.refresh_from_db()
        by._standing = people.standing_on(by, on)  # type: ignore[attr-defined]
        if audit.state == State.MODERATED and operations.why_not_close(by, audit) is None:
            operations.close(audit=audit, by=by, at=at(on, 9))

    def actions_of(self, audit: Audit, reader: Person) -> list[Action]:
        """The actions of an audit."""
        return list(actions.of_source(reader, audit.reference))
