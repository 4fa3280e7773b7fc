"""Targets: a figure beside one, who sets it, and two people who set it at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.kernel.refusal import Refusal
from goldenthread.people.vocabulary import Role
from goldenthread.performance import operations, queries, rules
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Mix
from goldenthread.performance.models import Reckoning, Target
from goldenthread.performance.vocabulary import (
    Aim,
    Answer,
    Better,
    Period,
    Rating,
    Unit,
    Window,
)
from goldenthread.trail.models import Event
from tests.cast import NOON, TODAY

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


APRIL = date(2026, 4, 1)
SHARE = CATALOGUE["CP11"]
NEUTRAL = next(one for one in CATALOGUE.values() if one.better == Better.NEUTRAL)
MIX = next(one for one in CATALOGUE.values() if isinstance(one, Mix))


def target(
    value: str | None = "90", tolerance: str = "5", *, aim: Aim = Aim.TARGET, **given: Any
) -> Target:
    return Target(
        **{
            "code": "CP11", "number": 1, "from_on": APRIL, "aim": aim,
            "value": None if value is None else Decimal(value), "tolerance": Decimal(tolerance),
            "window": Window.MONTH, **given,
        }
    )  # fmt: skip


def answer(
    met: int = 0,
    of: int = 0,
    *,
    unit: Unit = Unit.PERCENT,
    window: Window = Window.MONTH,
    **given: Any,
) -> Answer:
    period = Period(window=window, first=date(2026, 10, 1), last=date(2026, 10, 31))
    return Answer(code="CP11", unit=unit, period=period, met=met, eligible=of, **given)


@pytest.mark.parametrize(
    ("met", "of", "better", "wanted"),
    [
        (90, 100, Better.HIGHER, Rating.ON),
        (95, 100, Better.HIGHER, Rating.ON),
        (85, 100, Better.HIGHER, Rating.NEAR),
        (899, 1000, Better.HIGHER, Rating.NEAR),
        (849, 1000, Better.HIGHER, Rating.OFF),
        (90, 100, Better.LOWER, Rating.ON),
        (5, 100, Better.LOWER, Rating.ON),
        (95, 100, Better.LOWER, Rating.NEAR),
        (951, 1000, Better.LOWER, Rating.OFF),
        (5, 100, Better.NEUTRAL, Rating.NEUTRAL),
        (9, 9, Better.HIGHER, Rating.TOO_FEW),
        (9, 10, Better.HIGHER, Rating.ON),
        (0, 0, Better.HIGHER, Rating.NO_ANSWER),
    ],
)
def test_a_share_beside_90_with_a_tolerance_of_5(
    met: int, of: int, better: Better, wanted: Rating
) -> None:
    assert rules.rated(answer(met, of), target(), better) is wanted


@pytest.mark.parametrize(
    ("aimed", "wanted"),
    [
        (None, Rating.NOT_SET),
        (target(None, aim=Aim.ENDED), Rating.NOT_SET),
        (target(None, aim=Aim.BY_CHOICE), Rating.BY_CHOICE),
        (target(tolerance="0"), Rating.OFF),
        (target(tolerance="10.5"), Rating.NEAR),
    ],
)
@pytest.mark.parametrize("better", [Better.HIGHER, Better.NEUTRAL])
def test_what_was_decided_says_whether_anything_is_rated(
    aimed: Target | None, wanted: Rating, better: Better
) -> None:
    found = rules.rated(answer(80, 100), aimed, better)
    assert found is (Rating.NEUTRAL if better == Better.NEUTRAL else wanted)


def test_a_number_is_rated_only_where_and_over_what_it_was_set_for() -> None:
    aimed = target("40", "5")
    count = {"unit": Unit.COUNT}
    assert rules.rated(answer(30, 30, **count), aimed, Better.LOWER) is Rating.ON
    elsewhere = answer(30, 30, group="FSP North", **count)
    assert rules.rated(elsewhere, aimed, Better.LOWER) is Rating.NOT_COMPARED
    longer = answer(30, 30, window=Window.ROLLING_12_MONTHS, **count)
    assert rules.rated(longer, aimed, Better.LOWER) is Rating.NOT_COMPARED
    assert rules.rated(None, aimed, Better.LOWER) is Rating.NO_ANSWER


def test_an_average_is_rated_by_its_mean() -> None:
    mean = answer(4, 4, unit=Unit.DAYS, total=140)
    assert rules.rated(mean, target("30", "5"), Better.LOWER) is Rating.NEAR


def test_the_newest_that_has_begun_counts_and_of_one_day_the_last_decided() -> None:
    old, new = target(), target("92", number=2, from_on=date(2026, 10, 1))
    again, later = target("93", number=3, from_on=date(2026, 10, 1)), target("95", number=4)
    later.from_on = date(2027, 4, 1)
    among = [later, old, again, new]
    assert rules.in_force(among, date(2026, 3, 31)) is None
    assert rules.in_force(among, date(2026, 9, 30)) is old
    assert rules.in_force(among, date(2026, 10, 1)) is again
    assert rules.in_force(among, date(2027, 4, 1)) is later


def test_what_was_decided_and_does_not_count_yet_is_in_order_and_each_day_has_the_last() -> None:
    now = target()
    spring, again = (target(number=one, from_on=date(2027, 4, 1)) for one in (2, 4))
    autumn = target(number=3, from_on=date(2026, 12, 1))
    found = rules.to_come([again, autumn, spring, now], TODAY)
    assert found == [autumn, again]
    assert rules.to_come([now], TODAY) == []


@pytest.mark.parametrize(
    ("aimed", "unit", "better", "words"),
    [
        (target(), Unit.PERCENT, Better.HIGHER, "90% or more, near from 85%"),
        (target("20", "2.5"), Unit.PERCENT, Better.LOWER, "20% or less, near up to 22.5%"),
        (target("1200", "0"), Unit.COUNT, Better.LOWER, "1,200 or less"),
        (target("35", "0"), Unit.WORKING_DAYS, Better.LOWER, "35 working days or less"),
        (target(None, aim=Aim.BY_CHOICE), Unit.DAYS, Better.LOWER, ""),
        (None, Unit.DAYS, Better.LOWER, ""),
    ],
)
def test_a_target_in_words(aimed: Target | None, unit: Unit, better: Better, words: str) -> None:
    assert rules.goal_words(aimed, unit, better) == words


@pytest.mark.parametrize("role", list(Role))
def test_the_leadership_team_and_performance_set_targets(role: Role) -> None:
    may = rules.why_not_keep_targets({role}) is None
    assert may is (role in {Role.DCS, Role.AD, Role.PFM, Role.PFA})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, None),
        ({"reason": " "}, "Say why"),
        ({"reason": "Agreed"}, "at least 20 characters"),
        ({"reason": "Agreed. " * 63}, "at most 500 characters"),
        ({"from_on": date(2028, 11, 19)}, None),
        ({"from_on": date(2028, 11, 20)}, "at most 24 months ahead: to 19 November 2028"),
        ({"value": None}, "Give the target"),
        ({"value": Decimal(-1)}, "must be 0 or more"),
        ({"tolerance": Decimal(-1)}, "must be 0 or more"),
        ({"value": Decimal(101)}, "at most 100%"),
        ({"value": Decimal(101), "unit": Unit.DAYS}, None),
        ({"tolerance": Decimal(0), "value": Decimal(0)}, None),
        ({"tolerance": Decimal(95)}, "smaller than the target"),
        ({"tolerance": Decimal(90)}, "smaller than the target"),
        ({"tolerance": Decimal(20)}, None),
        ({"tolerance": Decimal("20.5")}, "at most 20 points"),
        ({"tolerance": Decimal(25), "unit": Unit.PER_100}, "at most 20 points"),
        ({"tolerance": Decimal(25), "unit": Unit.DAYS}, None),
        ({"from_on": date(2025, 11, 19)}, None),
        ({"from_on": date(2025, 11, 18)}, "at most 12 months back"),
        ({"from_on": date(2020, 1, 1), "aim": Aim.BY_CHOICE}, "at most 12 months back"),
        ({"from_on": date(2027, 4, 1)}, None),
        ({"aim": Aim.BY_CHOICE, "value": None}, None),
        ({"aim": Aim.ENDED, "value": None}, "none to end"),
        ({"aim": Aim.ENDED, "value": None, "begun": target(None, aim=Aim.ENDED)}, "none to end"),
        ({"aim": Aim.ENDED, "value": None, "begun": target()}, None),
    ],
)
def test_what_stands_against_a_decision(given: dict[str, Any], words: str | None) -> None:
    whole = {
        "aim": Aim.TARGET, "value": Decimal(90), "tolerance": Decimal(5), "unit": Unit.PERCENT,
        "reason": "Agreed by the leaders in March", "begun": None, "from_on": APRIL,
        "today": TODAY, **given,
    }  # fmt: skip
    found = rules.why_not_set_target(**whole)
    assert (found is None) if words is None else (words in str(found))


@pytest.mark.parametrize(
    ("met", "of", "better", "said", "because"),
    [
        (1714, 1910, Better.HIGHER, "89.7%", "near, and said as 90%"),
        (1719, 1910, Better.HIGHER, "", "90.0% is on it"),
        (1600, 1910, Better.HIGHER, "", "83.8%, said as 84%, is off it either way"),
        (1622, 1910, Better.HIGHER, "84.9%", "off, and said as 85%, from which it is near"),
        (1726, 1910, Better.LOWER, "90.4%", "above it, and said as 90%"),
        (8, 9, Better.HIGHER, "", "under ten there is no percentage"),
    ],
)
def test_a_percentage_is_said_to_the_tenth_where_its_rating_turns_on_it(
    met: int, of: int, better: Better, said: str, because: str
) -> None:
    period = rules.period_of(Window.SNAPSHOT, TODAY)
    answer = Answer(code="XX01", unit=Unit.PERCENT, period=period, met=met, eligible=of)
    assert rules.exactly(answer, target(90, tolerance=5), better) == said, because


def decide(cast: Cast, **given: Any) -> Target:
    whole = {
        "indicator": SHARE, "aim": Aim.TARGET, "from_on": APRIL, "value": Decimal(90),
        "tolerance": Decimal(5), "reason": "Agreed by the leadership team", "seen": 0,
        "by": cast.ana, "at": NOON, **given,
    }  # fmt: skip
    return operations.set_target(**whole)


@pytest.mark.django_db
def test_a_decision_is_kept_with_who_and_why_and_the_earlier_stays(cast: Cast) -> None:
    decide(cast)
    decide(cast, aim=Aim.BY_CHOICE, from_on=date(2026, 10, 1), seen=1, by=cast.margaret)
    assert queries.targets_in_force(queries.COUNCIL, date(2026, 3, 31)) == {}
    assert queries.targets_in_force(queries.COUNCIL, date(2026, 9, 30))["CP11"].value == 90
    chosen = queries.targets_in_force(queries.COUNCIL, date(2026, 10, 1))["CP11"]
    assert (chosen.aim, chosen.value, chosen.by) == (Aim.BY_CHOICE, None, cast.margaret)
    assert Event.objects.filter(what="performance.set_target", about="CP11").count() == 2


@pytest.mark.django_db
def test_who_saw_an_older_decision_is_told_and_keeps_nothing(cast: Cast) -> None:
    decide(cast)
    with pytest.raises(operations.Overtaken):
        decide(cast, value=Decimal(95), by=cast.frank)
    assert [one.value for one in queries.targets_of("CP11")] == [90]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"indicator": NEUTRAL}, "Neither way"),
        ({"indicator": MIX}, "divides"),
        ({"value": Decimal(150)}, "at most"),
        ({"tolerance": Decimal(95)}, "smaller than the target"),
        ({"from_on": date(2020, 4, 1)}, "12 months back"),
    ],
)
def test_what_cannot_be_aimed_at_is_refused(cast: Cast, given: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        decide(cast, **given)
    assert not Target.objects.exists()


@pytest.mark.django_db
def test_others_are_refused(cast: Cast) -> None:
    with pytest.raises(Refusal, match="leadership"):
        decide(cast, by=cast.quinn)


PATH = "/performance/indicators/CP11/target/"
DECISION = {
    "aim": "target", "value": "90", "tolerance": "5", "seen": "0",
    "reason": "Agreed by the leadership team",
    "from_on_day": "1", "from_on_month": "4", "from_on_year": "2026",
}  # fmt: skip


def browser(who: object) -> Client:
    client = Client()
    client.force_login(who)  # type: ignore[arg-type]
    return client


@pytest.mark.django_db
def test_the_page_opens_for_those_who_set_targets_and_is_not_there_for_others(cast: Cast) -> None:
    for role, who in cast.by_role().items():
        wanted = 200 if role in {Role.DCS, Role.AD, Role.PFM, Role.PFA} else 404
        assert browser(who).get(PATH).status_code == wanted, role
        if wanted == 404:
            assert browser(who).post(PATH, DECISION).status_code == 404
    assert not Target.objects.exists()


@pytest.mark.django_db
def test_the_page_says_beforehand_what_has_no_target(cast: Cast) -> None:
    said = browser(cast.ana).get(f"/performance/indicators/{NEUTRAL.code}/target/")
    assert "Neither way is better" in said.content.decode()
    assert "<textarea" not in said.content.decode()
    browser(cast.ana).post(f"/performance/indicators/{NEUTRAL.code}/target/", DECISION)
    assert not Target.objects.exists()


@pytest.mark.django_db
def test_a_target_is_set_on_its_page_and_what_is_wrong_is_said(cast: Cast) -> None:
    client = browser(cast.ana)
    for wrong, words in (
        ({"aim": ""}, "Say what was decided"),
        ({"value": ""}, "Give the target"),
        ({"value": "ninety"}, "Enter a number"),
        ({"value": "120"}, "at most 100%"),
        ({"tolerance": "95"}, "The tolerance must be smaller than the target"),
        ({"tolerance": "21"}, "at most 20 points"),
        ({"from_on_year": "2020"}, "The day is at most 12 months back: from 19 November 2025 on"),
        ({"reason": ""}, "Say why, and who decided it"),
        ({"from_on_day": "31"}, "Enter a real date"),
        ({"aim": "ended"}, "Choose one of those offered"),
        ({"value": "12345678901"}, "Enter a smaller number: at most 9 digits in all"),
        ({"value": "90.555"}, "Enter at most 2 digits after the point"),
        ({"value": "12345678"}, "Enter a smaller number: at most 7 digits before the point"),
        ({"from_on_year": "2029"}, "at most 24 months ahead"),
        ({"reason": "Agreed"}, "in at least 20 characters"),
        ({"reason": "Agreed. " * 63}, "Use at most 500 characters"),
        ({"reason": "Mother, Karen, asked for this one."}, "“Karen” (a person’s name)"),
    ):
        said = client.post(PATH, {**DECISION, **wrong}).content.decode()
        assert words in said, wrong
        assert "Ensure" not in said, "our own words"
    assert not Target.objects.exists()
    assert client.post(PATH, DECISION).status_code == 302
    assert "90% or more, near from 85%" in client.get(PATH).content.decode()
    ended = client.post(PATH, {**DECISION, "aim": "ended", "seen": "1"})
    assert ended.status_code == 302
    assert [one.aim for one in queries.targets_of("CP11")] == [Aim.ENDED, Aim.TARGET]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("month", "anew"), [("10", True), ("11", False)], ids=["before the newest", "after them"]
)
def test_that_figures_already_reported_are_rated_anew_is_said_before_and_after(
    cast: Cast, month: str, anew: bool
) -> None:
    client = browser(cast.ana)
    assert "rated anew" not in client.get(PATH).content.decode(), "nothing is reported yet"
    Reckoning.objects.create(
        as_at=date(2026, 10, 31), fingerprint="f", load="LOD-0001", load_as_at=date(2026, 10, 31),
        at=NOON,
    )  # fmt: skip
    before = client.get(PATH).content.decode()
    assert "The newest figures are as at 31 October 2026" in before
    assert "months already reported are rated anew" in before
    after = client.post(PATH, {**DECISION, "from_on_month": month}, follow=True)
    assert "Decided. It counts from 1 " in after.content.decode()
    assert ("Months already reported since that day are rated anew" in after.content.decode()) is (
        anew
    )


@pytest.mark.django_db
def test_the_second_of_two_is_shown_both_and_may_then_decide(cast: Cast) -> None:
    assert browser(cast.ana).post(PATH, DECISION).status_code == 302
    mine = {**DECISION, "value": "95", "reason": "Ofsted asked for it in its letter"}
    said = browser(cast.frank).post(PATH, mine).content.decode()
    assert "Somebody else decided on this target" in said
    assert cast.ana.name in said
    assert "90% or more, near from 85%" in said
    assert "95% or more, near from 90%" in said
    assert 'name="seen" value="1"' in said
    assert browser(cast.frank).post(PATH, {**mine, "seen": "1"}).status_code == 302
    assert [one.value for one in queries.targets_of("CP11")] == [95, 90]


@pytest.mark.django_db
def test_more_decisions_ask_no_more_of_the_database(cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser(cast.ana).get(PATH).status_code == 200
            queries.targets_in_force(queries.COUNCIL, date(2026, 11, 30))
        return len(found)

    decide(cast)
    few = asked()
    for number in range(1, 12):
        decide(cast, seen=number, value=Decimal(80 + number))
    assert asked() == few
