"""The kinds of event, and which columns of which list each is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

How = Literal["text", "date", "number", "code", "words"]
"""How a column is taken: as it is, or without its letter as a code (C2) or as words (neglect)."""

Field = tuple[str, How]
Stays = Literal["from_start", "while_open", "open_or_from_start", "while_listed"]
"""How long a row is expected on its list: six months from its start; while open and six (or
twelve) months from its end; while open and six months from its start (early help: some councils
also list what ended in the six months, so its absence says nothing); or as long as it is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A kind of event: one row of a list is one event, told by its key.

    Every event also carries `child`, who the child is (`sex`, `ethnicity`, `birth`, `age`,
    `disability`), `row` and `load` (where it was first said), and three dates: `known_from`, the
    load that first said this; `known_until`, the load that said otherwise; `stands_until`, the
    first load that no longer listed it.
    """

    name: str
    list: int
    key: tuple[str, ...]
    fields: Mapping[str, Field]
    stays: Stays
    begins: str = ""
    """The field whose date starts the six months where it stays from its start; and that tells
    which of two is later where a child has one row."""
    once: bool = False
    """A child has one row, of the latest: an older one that has ended gives way to it."""
    ends: tuple[str, ...] = ()
    """Fields any of whose dates ends it."""
    months: int = 6
    """How long it is listed after that (Annex A, the list's window)."""
    working: tuple[str, ...] = ()
    """Dates that also get a running number of working days, `…_wd`."""
    person: Mapping[str, Field] = field(default_factory=lambda: CHILD)


CHILD: Final[dict[str, Field]] = {
    "child": ("child_id", "text"),
    "sex": ("gender", "words"),
    "ethnicity": ("ethnicity", "code"),
    "birth": ("date_of_birth", "date"),
    "age": ("age", "number"),
    "disability": ("disability", "words"),
}
_WHO: Final[dict[str, Field]] = {
    "team": ("allocated_team", "text"),
    "worker": ("allocated_worker", "text"),
}

EVENTS: Final[tuple[Event, ...]] = (
    Event(
        name="contact",
        list=1,
        key=("child", "on", "source"),
        fields={
            "on": ("contact_date", "date"),
            "source": ("contact_source", "code"),
            "source_group": ("contact_source", "words"),
        },
        stays="from_start",
        begins="on",
        working=("on",),
    ),
    Event(
        name="early_help",
        list=2,
        key=("child", "start"),
        fields={
            "start": ("eh_start_date", "date"),
            "end": ("eh_end_date", "date"),
            "organisation": ("eh_organisation", "text"),
        },
        stays="open_or_from_start",
        begins="start",
        ends=("end",),
    ),
    Event(
        name="referral",
        list=3,
        key=("child", "on", "source"),
        fields={
            "on": ("referral_date", "date"),
            "source": ("referral_source", "code"),
            "source_group": ("referral_source", "words"),
            "no_further_action": ("referral_nfa", "words"),
            "prior": ("referrals_prior_12m", "number"),
            **_WHO,
        },
        stays="from_start",
        begins="on",
        working=("on",),
    ),
    Event(
        name="assessment",
        list=4,
        key=("child", "start"),
        fields={
            "start": ("assessment_start_date", "date"),
            "end": ("assessment_authorised_date", "date"),
            "seen": ("child_seen", "words"),
            "needs_support": ("assessed_needs_support", "words"),
            **_WHO,
        },
        stays="while_open",
        ends=("end",),
        working=("start", "end"),
    ),
    Event(
        name="section_47",
        list=5,
        key=("child", "start"),
        fields={
            "start": ("s47_start_date", "date"),
            "unnecessary": ("icpc_unnecessary", "words"),
            "conference_on": ("icpc_date", "date"),
            "led_to_plan": ("icpc_led_to_plan", "words"),
            "prior": ("s47_prior_12m", "number"),
            "prior_conferences": ("icpc_prior_12m", "number"),
            **_WHO,
        },
        stays="from_start",
        begins="start",
        working=("start", "conference_on"),
    ),
    Event(
        name="need",
        list=6,
        key=("child", "start"),
        fields={
            "start": ("cin_start_date", "date"),
            "end": ("cin_end_date", "date"),
            "primary_need": ("primary_need", "code"),
            "last_seen": ("last_seen_date", "date"),
            "end_reason": ("cin_end_reason", "code"),
            "status": ("case_status", "words"),
            **_WHO,
        },
        stays="while_open",
        begins="start",
        once=True,
        ends=("end",),
        working=("last_seen",),
    ),
    Event(
        name="protection_plan",
        list=7,
        key=("child", "start"),
        fields={
            "start": ("cp_start_date", "date"),
            "end": ("cp_end_date", "date"),
            "first_category": ("cp_initial_category", "words"),
            "category": ("cp_latest_category", "words"),
            "last_visit": ("cp_last_visit_date", "date"),
            "seen_alone": ("cp_seen_alone", "words"),
            "last_review": ("cp_last_review_date", "date"),
            "emergency": ("epo_or_police_protection_6m", "words"),
            "previous_plans": ("cp_previous_plans", "number"),
            **_WHO,
        },
        stays="while_open",
        begins="start",
        once=True,
        ends=("end",),
        working=("start", "last_visit"),
    ),
    Event(
        name="care",
        list=8,
        key=("child", "start"),
        fields={
            "start": ("care_start_date", "date"),
            "end": ("care_end_date", "date"),
            "end_reason": ("care_end_reason", "code"),
            "asylum": ("uasc_12m", "words"),
            "need": ("care_category_of_need", "code"),
            "second_period": ("care_second_period_12m", "words"),
            "legal_status": ("legal_status", "code"),
            "legal_start": ("legal_status_start", "date"),
            "last_review": ("care_last_review_date", "date"),
            "last_visit": ("care_last_visit_date", "date"),
            "permanence": ("permanence_plan", "words"),
            "officer_contact": ("iro_last_contact_date", "date"),
            "health": ("health_assessment_date", "date"),
            "dental": ("dental_check_date", "date"),
            "placements": ("placements_12m", "number"),
            "placement_start": ("placement_start_date", "date"),
            "placement": ("placement_type", "code"),
            "provider": ("placement_provider", "code"),
            "urn": ("placement_urn", "text"),
            "location": ("placement_location", "words"),
            "authority": ("placement_la", "text"),
            "missing": ("missing_episodes_12m", "number"),
            "absent": ("absent_episodes_12m", "number"),
            "interview_offered": ("rhi_offered", "words"),
            "interview_accepted": ("rhi_accepted", "words"),
            **_WHO,
        },
        stays="while_open",
        begins="start",
        once=True,
        ends=("end",),
        working=("start", "end", "last_review", "health"),
    ),
    Event(
        name="care_leaver",
        list=9,
        key=("child",),
        fields={
            "asylum": ("uasc_or_former", "words"),
            "adviser": ("personal_advisor", "text"),
            "eligibility": ("eligibility", "words"),
            "plan_review": ("pathway_plan_review_date", "date"),
            "in_touch": ("in_touch", "words"),
            "last_contact": ("last_contact_date", "date"),
            "accommodation": ("accommodation_type", "code"),
            "suitable": ("accommodation_suitable", "words"),
            "activity": ("activity_status", "code"),
            **_WHO,
        },
        stays="while_listed",
    ),
    Event(
        name="adoption",
        list=10,
        key=("child", "decision"),
        fields={
            "family": ("family_id", "text"),
            "care_start": ("care_entry_date", "date"),
            "decision": ("adm_decision_date", "date"),
            "placement_order": ("placement_order_date", "date"),
            "matched": ("match_date", "date"),
            "placed": ("placed_date", "date"),
            "adopted": ("adoption_order_date", "date"),
            "reversed": ("reversal_date", "date"),
            "reversal_reason": ("reversal_reason", "code"),
            "early_placed": ("ffa_placed_date", "date"),
        },
        stays="while_open",
        begins="decision",
        once=True,
        ends=("adopted", "reversed"),
        months=12,
    ),
    Event(
        name="adopter",
        list=11,
        key=("child", "enquiry"),
        fields={
            "family": ("family_id", "text"),
            "early": ("ffa", "words"),
            "enquiry": ("enquiry_date", "date"),
            "stage1_start": ("stage1_start", "date"),
            "stage1_end": ("stage1_end", "date"),
            "stage2_start": ("stage2_start", "date"),
            "stage2_end": ("stage2_end", "date"),
            "application": ("application_date", "date"),
            "approval": ("approval_date", "date"),
            "matched": ("match_date", "date"),
            "placed": ("placed_date", "date"),
            "children_placed": ("children_placed", "number"),
            "adopted": ("adoption_order_date", "date"),
            "left": ("left_date", "date"),
            "left_reason": ("left_reason", "code"),
        },
        stays="while_open",
        ends=("adopted", "left"),
        months=12,
        person={
            "child": ("adopter_id", "text"),
            "sex": ("gender", "words"),
            "ethnicity": ("ethnicity", "code"),
            "disability": ("disability", "words"),
        },
    ),
)
"""Lists 1 to 11, one kind of event each. On list 11 `child` holds the adopter's number."""
