"""Adoption and adopters (lists 10 and 11)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import ibis
from ibis import _

from goldenthread.performance.chat.bands import AGE_BY_SEX, DISABILITY, ETHNICITY, SEXES, YES_NO
from goldenthread.performance.chat.declared import Bands, Page, Section, Table
from goldenthread.performance.indicators import adoption
from goldenthread.performance.measure import Standing
from goldenthread.performance.tables import adopter
from goldenthread.performance.vocabulary import Window

DECIDED: Final = replace(
    adoption.ADOPTED,
    code="C-AD1",
    title="Children with an adoption decision",
    meaning="How many children on the list it was decided should be adopted.",
    windows=(Window.SNAPSHOT,),
    placed=Standing(start="decision"),
)
ADOPTERS: Final = replace(
    adoption.ADOPTED,
    code="C-AD2",
    title="Adopters on the list",
    meaning="How many adopters, or people who want to adopt, are on the list.",
    windows=(Window.SNAPSHOT,),
    counts=adopter,
    placed=Standing(),
)
_SO_FAR: Final = Bands(
    by=ibis.cases(
        (_.reversed.notnull(), "reversed"),
        (_.adopted.notnull(), "adopted"),
        (_.placed.notnull(), "placed"),
        (_.matched.notnull(), "matched"),
        (_.placement_order.notnull(), "order"),
        else_="decided",
    ),
    names=(
        ("decided", "Decided, no order yet"),
        ("order", "Placement order, not matched"),
        ("matched", "Matched"),
        ("placed", "Living with their new family"),
        ("adopted", "Adopted"),
        ("reversed", "Decision reversed"),
    ),
)
_REVERSED: Final = (
    ("RD1", "The child’s needs changed"),
    ("RD2", "The court made no order"),
    ("RD3", "No adopters were found"),
    ("RD4", "Any other reason"),
)
_STAGES: Final = Bands(
    by=ibis.cases(
        (_.left.notnull(), "left"),
        (_.adopted.notnull(), "adopted"),
        (_.placed.notnull(), "placed"),
        (_.matched.notnull(), "matched"),
        (_.stage2_end.notnull() | _.approval.notnull(), "approved"),
        (_.stage2_start.notnull(), "stage 2"),
        (_.stage1_end.notnull(), "between"),
        (_.stage1_start.notnull(), "stage 1"),
        else_="enquiry",
    ),
    names=(
        ("enquiry", "Enquired"),
        ("stage 1", "In stage 1"),
        ("between", "Stage 1 done"),
        ("stage 2", "In stage 2"),
        ("approved", "Approved, not matched"),
        ("matched", "Matched"),
        ("placed", "A child lives with them"),
        ("adopted", "Adopted"),
        ("left", "Left"),
    ),
)

PAGES: Final = (
    Page(
        code="adoption",
        title="Adoption",
        lists=(10,),
        lede="Children for whom adoption was decided, and how far they are.",
        sections=(
            Section(
                code="decided",
                title="Children on the list",
                of=DECIDED,
                window=Window.SNAPSHOT,
                tables=(
                    Table(title="How far they are", bands=_SO_FAR),
                    AGE_BY_SEX,
                    DISABILITY,
                    ETHNICITY,
                    Table(
                        title="Why a decision was reversed",
                        bands=Bands(
                            by=ibis.cases((_.reversed.isnull(), "stands"), else_=_.reversal_reason),
                            names=(("stands", "Not reversed"), *_REVERSED),
                        ),
                    ),
                ),
                said=(
                    adoption.ADOPTED,
                    adoption.WAITING,
                    adoption.ENTRY_TO_PLACED,
                    adoption.ORDER_TO_MATCH,
                    adoption.DECISION_TO_MATCH,
                    adoption.EARLY_PERMANENCE,
                    adoption.REVERSED,
                ),
            ),
        ),
    ),
    Page(
        code="adopters",
        title="Adopters",
        lists=(11,),
        lede="People who adopt or want to. Each person counts, but where families are said.",
        sections=(
            Section(
                code="all",
                title="People on the list",
                of=ADOPTERS,
                window=Window.SNAPSHOT,
                tables=(
                    Table(title="How far they are", bands=_STAGES),
                    Table(title="Sex", bands=SEXES),
                    ETHNICITY,
                    DISABILITY,
                    Table(title="Fostering for adoption", bands=Bands(by=_.early, names=YES_NO)),
                ),
                said=(
                    adoption.STAGE_1_IN_TIME,
                    adoption.STAGE_2_IN_TIME,
                    adoption.FAMILIES_WAITING,
                ),
            ),
        ),
    ),
)
