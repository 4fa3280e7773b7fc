"""The words of the trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from goldenthread.kernel.words import Word


class Kind(Word):
    """What was written down."""

    LOOK = "look"
    DEED = "deed"


PEOPLE_IN: Final = ("person", "before", "after")
"""Where the detail of a deed holds the number of somebody whom it is about."""

_LOOKS: Final[Mapping[str, str]] = {
    "actions:by_reference": "Looked at an action about the child",
    "actions:change": "Looked at a change to an action about the child",
    "actions:export": "Took a file of actions, one of them about the child",
    "actions:tracker": "Looked at the list of actions, one of them about the child",
    "audits.open_record": "Opened the child’s record for an audit",
    "audits:actions": "Looked at the actions of an audit",
    "audits:allocation": "Looked at who was given which child of a cohort",
    "audits:ask_out": "Looked at asking to be let off an audit",
    "audits:audit": "Looked at an audit",
    "audits:check": "Looked at the last check of an audit",
    "audits:close": "Looked at the closing of an audit",
    "audits:conversation": "Looked at the reflective conversation of an audit",
    "audits:details": "Looked at the case details of an audit",
    "audits:drawn": "Looked at the children drawn for audits",
    "audits:facts": "Looked at the dates and figures of an audit",
    "audits:feedback": "Looked at what the family and professionals said in an audit",
    "audits:finish": "Looked at the end of a moderation",
    "audits:history": "Looked at the history of an audit",
    "audits:index": "Looked at the list of audits, one of them of the child",
    "audits:moderate": "Looked at an audit to moderate it",
    "audits:moderate_section": "Looked at a section of an audit to moderate it",
    "audits:opening": "Looked at the files opened for an audit",
    "audits:overall": "Looked at the overall grade of an audit",
    "audits:own_words": "Looked at the practitioner’s own words in an audit",
    "audits:replace": "Looked at taking another child for an audit",
    "audits:safety": "Looked at the safety question of an audit",
    "audits:section": "Looked at a section of an audit",
    "audits:send_back": "Looked at the return of an audit",
    "audits:shared": "Looked at an audit shared with them",
    "audits:strengths": "Looked at the strengths in an audit",
    "audits:swap": "Looked at giving an audit to another auditor",
    "audits:withdraw": "Looked at the withdrawal of an audit",
    "caseload:child": "Looked at the child’s page",
    "caseload:export": "Took a file of children, the child among them",
    "caseload:index": "Looked at the list of children, the child among them",
    "caseload:restrict": "Looked at who may see the child’s record",
    "concerns:by_reference": "Looked at a concern about the child",
    "concerns:index": "Looked at the list of concerns, one of them about the child",
    "performance:children": "Looked at the children behind a figure, the child among them",
    "performance:exception_children": "Looked at the children behind an exception, the child "
    "among them",
    "performance:mine": "Looked at what is due for their own children, the child among them",
    "performance:mine_file": "Took a file of what is due for their own children, the child "
    "among them",
    "reports:audit_copy": "Took a copy of an audit for the child’s record",
}

_DEEDS: Final[Mapping[str, str]] = {
    "actions.accept": "Accepted an action",
    "actions.answers_more": "Joined one more finding to an action",
    "actions.check": "Said whether an action helped",
    "actions.later_date": "Gave an action a later date",
    "actions.new_owner": "Gave an action to another owner",
    "actions.reopen": "Opened an action again",
    "actions.report": "Reported an action as done",
    "actions.return": "Returned an action that was not done",
    "actions.set": "Set an action",
    "actions.too_soon_to_say": "Said that it is too soon to say whether an action helped",
    "actions.verify": "Verified that an action was done",
    "actions.withdraw": "Withdrew an action",
    "audits.allocate": "Gave out audits",
    "audits.answer": "Answered an audit that was shared",
    "audits.ask_out": "Asked to be let off an audit",
    "audits.close": "Closed an audit",
    "audits.cycle.draw": "Drew the children of a cohort",
    "audits.cycle.issue": "Issued the audits of a cohort",
    "audits.cycle.move_date": "Moved a date of a cohort",
    "audits.cycle.plan": "Planned a cohort",
    "audits.cycle.report": "Reported on a cohort",
    "audits.cycle.withdraw": "Withdrew a cohort",
    "audits.draw_children": "Drew children behind a figure for audits",
    "audits.end_exemption": "Ended somebody’s time without audits",
    "audits.exempt": "Let somebody off audits for a time",
    "audits.issue": "Issued an audit",
    "audits.moderate": "Moderated an audit",
    "audits.open": "Began an audit",
    "audits.own_words": "Wrote their own words in an audit",
    "audits.remind": "Reminded auditors who are late",
    "audits.remove_attempt": "Took out an attempt to hear somebody in an audit",
    "audits.remove_finding": "Took out a finding of an audit",
    "audits.repeat": "Asked for a repeat audit",
    "audits.return": "Returned an audit to its auditor",
    "audits.submit": "Handed in an audit",
    "audits.swap": "Gave an audit to another auditor",
    "audits.withdraw": "Withdrew an audit",
    "caseload.end_task": "Closed the records that a task had opened",
    "caseload.let_in": "Let somebody in to the child’s record",
    "caseload.replace": "Loaded the list of children",
    "caseload.restrict": "Restricted the child’s record",
    "caseload.unrestrict": "Opened a restricted record again",
    "concerns.acknowledge": "Acknowledged a concern",
    "concerns.close": "Closed a concern",
    "concerns.decide": "Decided on a concern",
    "concerns.hand_on": "Handed a concern on",
    "concerns.raised": "Raised a concern",
    "concerns.see": "Wrote down that the child was seen safe",
    "intake.discard": "Discarded a load",
    "intake.explain": "Said which column a header of a list means",
    "intake.load": "Loaded lists",
    "intake.receive": "Sent in lists",
    "people.acts_for": "Named who acts for somebody who is away",
    "people.acts_no_longer": "Ended somebody’s acting for another",
    "people.appointed": "Gave a post",
    "people.change_asked": "Asked for a change of people or posts",
    "people.change_confirmed": "Confirmed a change of people or posts",
    "people.change_lapsed": "Found that a change of people or posts could no longer be done",
    "people.change_refused": "Refused a change of people or posts",
    "people.change_withdrawn": "Withdrew a change of people or posts",
    "people.clinic_group_changed": "Changed the clinic group of a service area",
    "people.deputy_ended": "Ended a time of somebody’s deputy",
    "people.deputy_named": "Named somebody’s deputy",
    "people.establishment_loaded": "Loaded the establishment",
    "people.left": "Wrote down that somebody leaves",
    "people.name_changed": "Changed a name",
    "people.new_person": "Added a person",
    "people.post_as_in_the_file": "Made a post as the establishment’s file says it",
    "people.post_ended": "Ended a post",
    "people.service_area_opened": "Opened a service area",
    "people.sign_in_failed": "Somebody tried to sign in with their address, and failed",
    "people.sign_in_refused": "A sign-in with their address was refused: too many had failed",
    "people.signed_in": "Signed in",
    "people.signed_out": "Signed out",
    "people.team_changed": "Changed a team’s days",
    "people.team_merged": "Merged a team into another",
    "people.team_merged_under_them": "Moved a post with its team, which was merged",
    "people.team_opened": "Opened a team",
    "performance.add_note": "Wrote a note beside a figure",
    "performance.agree_step": "Agreed to a step change in a figure",
    "performance.answer": "Answered an exception",
    "performance.find_exceptions": "Looked through the figures for exceptions",
    "performance.load_published": "Loaded published figures",
    "performance.make_analysis": "Made the workbook and the paper of the figures",
    "performance.note_issue": "Wrote down what becomes of an issue of the data",
    "performance.raise_issue": "Raised an issue of the data",
    "performance.set_target": "Set a target",
    "performance.small_numbers": "Took a file with its small numbers",
    "performance.take_readings": "Had the figures worked out",
    "performance.waive": "Waived an exception",
    "performance.withdraw_note": "Withdrew a note beside a figure",
    "reports.begin": "Began an overview report",
    "reports.sign_off": "Signed off an overview report",
    "returns.hand_in": "Handed in a return",
    "returns.small_numbers": "Took a return with its small numbers",
    "standards.close_day": "Closed a day: it is no working day",
    "standards.open_day": "Opened a closed day: it is a working day again",
    "standards.publish": "Published the practice standards",
    "standards.read": "Read the practice standards",
    "trail.search": "Searched the access log",
}

SAID: Final[Mapping[str, str]] = {**_LOOKS, **_DEEDS}
"""What each page looked at and each deed is called by people (SEC-3); a page has a colon."""


def said(what: str) -> str:
    """The words of a page looked at, or of a deed; a code that is not known stays itself."""
    return SAID.get(what, what)
