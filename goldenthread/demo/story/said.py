"""What the fictional managers say to an exception: it fits the figure, its side and its month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from goldenthread.demo.borough import stories
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.vocabulary import Better
from goldenthread.performance.vocabulary.exceptions import ExceptionKind

Parts = tuple[str, str, str, str]
"""What is happening, why, what it means for children, and what next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A part of the work: what a manager found there, what it means, and what comes next."""

    because: str
    for_children: str
    next_step: str


SUBJECTS: Final[dict[str, Subject]] = {
    "front door": Subject(
        because="I read ten contacts: most came twice because nobody told the caller what we did.",
        for_children="A family tells its story again before anybody helps.",
        next_step="Whoever takes a call rings back within two days and says what was decided.",
    ),
    "early help": Subject(
        because="I read ten records: partners ask us to lead where they know the family better.",
        for_children="A family meets somebody new instead of the person it trusts.",
        next_step="Schools and health visitors are asked first, and we stay beside them.",
    ),
    "referrals": Subject(
        because="I read ten that came back: the help ended before what began it had changed.",
        for_children="Families come back to us because the first help ended too soon.",
        next_step="Before a record is closed, a manager asks what the family will do without us.",
    ),
    "assessments": Subject(
        because="I read ten assessments: they wait for a manager’s signature, not for the child.",
        for_children="A child waits to hear what will happen, and the family with them.",
        next_step="Each is looked at half-way, and its end is agreed with the worker that day.",
    ),
    "enquiries": Subject(
        because="I read ten enquiries: health or the school was missing when it was decided.",
        for_children="A family is asked hard questions, perhaps twice, before we know enough.",
        next_step="Health and the school are at each strategy discussion, or it says why not.",
    ),
    "conferences": Subject(
        because="I read ten enquiries: the conference was asked for late, when dates were taken.",
        for_children="A child who may not be safe waits for a plan.",
        next_step="The conference is asked for on the day on which the enquiry says it is needed.",
    ),
    "need": Subject(
        because="I read ten records: the plan goes on because nobody set the day for its review.",
        for_children="Families live with a plan and cannot tell whether anything is better.",
        next_step="Each plan has a day on which a manager asks whether it still helps.",
    ),
    "workers": Subject(
        because="I looked at who left and who came: children moved with each vacancy.",
        for_children="Children tell their story again to somebody they do not know.",
        next_step="A child moves to another worker once, and the two of them visit together.",
    ),
    "visits": Subject(
        because="I looked at the visits beside the rota: nobody took over those of who was away.",
        for_children="For some days nobody knew how these children were.",
        next_step="Each Monday the manager gives out the visits that nobody can make that week.",
    ),
    "alone": Subject(
        because="I read ten visits: a parent was in the room, or nobody wrote whether one was.",
        for_children="A child cannot tell us what they would not say before their parents.",
        next_step="Each visit says where the child was seen and with whom, and I read them.",
    ),
    "plans": Subject(
        because="I read ten plans: actions were done, and nobody asked what had changed.",
        for_children="A child stays on a plan, or comes back to one, and is no safer for it.",
        next_step="Each core group says what is different for the child, or changes the plan.",
    ),
    "missing": Subject(
        because="I read ten episodes: the talk afterwards came late, or asked little.",
        for_children="We do not know where a child was, or whom they were with.",
        next_step="The talk is offered by somebody the child knows, on the first day back.",
    ),
    "reviews": Subject(
        because="I looked at the reviews that came late: nobody set their dates in time.",
        for_children="What was decided for a child is not looked at when it should be.",
        next_step="The next date is set before anybody leaves the room, and the child is asked.",
    ),
    "homes": Subject(
        because="I read ten moves: most were made in a hurry, because nobody had planned for it.",
        for_children="A child loses a home, and often a school and friends with it.",
        next_step="We meet at the first sign that a home is shaking, before notice is given.",
    ),
    "health": Subject(
        because="I looked at ten records: consent was there, and the appointment was not made.",
        for_children="A child’s health is not looked at when it should be.",
        next_step="The appointment is made when the worker asks for consent, on the same day.",
    ),
    "feelings": Subject(
        because="I asked ten carers: the questionnaire came by post, and nobody said what for.",
        for_children="We do not notice in time that a child is unhappy.",
        next_step="Worker and carer fill it in together, at the visit before the review.",
    ),
    "trouble": Subject(
        because="I read what happened to each of these young people in the months before.",
        for_children="A young person carries it into school, work and where they may live.",
        next_step="Youth justice and the young person’s worker meet before the first interview.",
    ),
    "care": Subject(
        because="I read ten records: the way home, or to another family, was decided late.",
        for_children="A child does not know for how long they will live where they are.",
        next_step="A panel reads each of them within a month, and says what would change it.",
    ),
    "care leavers": Subject(
        because="I looked at ten young people: who fell away had changed adviser in the year.",
        for_children="A young person who needs us does not know whom to ring.",
        next_step="Each adviser rings those on the list this month, and says who does so after.",
    ),
    "adoption": Subject(
        because="I looked at each child and each family on the list: matching began late.",
        for_children="A child waits longer for a family of their own.",
        next_step="Family finding begins when the plan is made, not when the order is.",
    ),
    "quality": Subject(
        because="I read the last ten with the people who wrote them.",
        for_children="We learn later than we could what would help a child.",
        next_step="It is on the agenda of each team until three months are as they should be.",
    ),
}  # fmt: skip
_OF_PART: Final = {
    "FD": "front door", "EH": "early help", "RF": "referrals", "AS": "assessments",
    "SP": "enquiries", "CN": "need", "WF": "workers", "CP": "plans", "XS": "missing",
    "CL": "care", "CV": "care leavers", "AD": "adoption", "QA": "quality",
}  # fmt: skip
_CODES: Final = {
    "visits": "CN05 CP10 CL16 AS04 HL1 HL2 HL9",
    "alone": "CP11",
    "enquiries": "CP13",
    "conferences": "SP04 SP08 SP09 HL3",
    "assessments": "HL4",
    "reviews": "CP09 CP15 CL15 CL27 CL28 HL5 HL6 HL7 HL8",
    "homes": "CL06 CL07 CL08 CL09 CL10 CL11 CL12 CL13 CL14 CL36",
    "health": "CL17 CL18 CL19 CL20",
    "feelings": "CL21 CL22",
    "trouble": "CL33 CL34 CV14",
    "workers": "CN09 CL32",
}
_OF_CODE: Final = {code: name for name, codes in _CODES.items() for code in codes.split()}
_NO_CHAIR: Final = Subject(
    because="Two conference chairs left, and nobody could chair on the days that were asked for.",
    for_children=SUBJECTS["conferences"].for_children,
    next_step="Two neighbouring councils lend us a chair each until the posts are filled.",
)
_MERGED: Final = Subject(
    because="I read ten that came back: most are of the two teams that became one, and were "
    "closed while records moved.",
    for_children=SUBJECTS["referrals"].for_children,
    next_step=SUBJECTS["referrals"].next_step,
)
_DONE_SINCE: Final = {
    "visits": "Each child has been seen since, and the visit is on the record.",
    "reviews": "Each child’s review has a date now, and its chair knows of it.",
    "conferences": "Each has a decision since: a date for the conference, or why none is needed.",
    "assessments": "Each child was seen again, and I agreed with the worker what is left to do.",
}
_LATE_ON_RECORD: Final = (
    "The record is behind the work: I asked for each, and what was not done has a day.",
    "I went through the records of these children with their workers. The work moved twice.",
    "Nobody could tell from the record how these children were.",
    "Work moves once, with a talk between both workers, and I look at each move.",
)


def subject_of(code: str, *, month: date, end: date, whole: bool) -> Subject:
    """The part of the work of an indicator or a hard line, as it was in a month of the story.

    `end` is the last day of the borough, and `whole` whether it is of the whole council.
    """
    name = _OF_CODE.get(code) or _OF_PART[code[:2]]
    first, last = (date.fromordinal(one) for one in stories.short_of_chairs(end.toordinal()))
    if code == "SP04" and first <= month <= last:
        return _NO_CHAIR
    if code == "RF03" and whole and month > date.fromordinal(stories.merged_on(end.toordinal())):
        return _MERGED
    return SUBJECTS[name]


def said_to(
    kind: ExceptionKind, code: str, *, figure: str, turn: int, month: date, end: date, whole: bool
) -> Parts:
    """What its manager says to an exception; `turn` is which of two ways of saying it."""
    about = subject_of(code, month=month, end=end, whole=whole)
    if kind is ExceptionKind.HARD_LINE:
        name = _OF_CODE[code]
        done = (_DONE_SINCE[name], about.because, about.for_children, about.next_step)
        return _LATE_ON_RECORD if turn % 2 else done
    if kind is ExceptionKind.OFF_TARGET and turn % 2:
        return (
            f"It is {figure}. It moves as chance moves it; nothing new happened this month.",
            "I looked at those behind it: no team and no reason stands out.",
            about.for_children,
            "No change yet. We look at it again with the next lists.",
        )
    return (_happening(kind, code, figure), about.because, about.for_children, about.next_step)


def _happening(kind: ExceptionKind, code: str, figure: str) -> str:
    """What is happening, for the side of the figure that is better."""
    if kind is ExceptionKind.OFF_TARGET:
        less = CATALOGUE[code].better == Better.LOWER
        return (
            f"It is {figure}, as it has been: the target asks for "
            f"{'less' if less else 'more'} than our way of working gives."
        )
    if kind is ExceptionKind.TEAMS:
        return "We stand apart from the other teams, and it is not the children alone."
    if kind is ExceptionKind.NEIGHBOURS:
        return f"It is {figure}: worse than our neighbours and England, by more than chance."
    return f"It is {figure}. It is more than chance, and it is for the worse."
