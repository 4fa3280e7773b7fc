"""Returns of services: rows that cannot be, versions, two at once, and who may."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from goldenthread.kernel.refusal import Refusal
from goldenthread.people.models import Person, Post, ServiceArea
from goldenthread.people.vocabulary import Role
from goldenthread.returns import forms, operations, queries, rules
from goldenthread.returns.lists import services
from goldenthread.returns.models import ReturnedFigure, ServiceReturn
from goldenthread.returns.vocabulary import Entry, Unit
from goldenthread.trail.models import Event
from tests.cast import NOON, SINCE

if TYPE_CHECKING:
    from tests.cast import Cast

SEND = services()["send"]
FOSTERING = services()["fostering"]
OCTOBER = date(2026, 10, 1)
IN_TIME = Entry(code="SE01", upper=Decimal(30), lower=Decimal(40))
MONTH = ["send", "2026-10"]


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def hand_in(by: Person, *entries: Entry, seen: int = 0, month: date = OCTOBER) -> ServiceReturn:
    return operations.hand_in(
        service=SEND, month=month, entries=entries or [IN_TIME], seen=seen, by=by, at=NOON
    )


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def grid(seen: int = 0, **given: str) -> dict[str, str]:
    """What the grid sends: SE01_upper=… for its field."""
    return {"seen": str(seen)} | {name.replace("_", "-"): text for name, text in given.items()}


def test_every_measure_is_declared_once_and_says_what_it_counts() -> None:
    measures = [one for service in services().values() for one in service.measures]
    assert len({one.code for one in measures}) == len(measures) > 50
    assert all(bool(one.lower) == (one.unit is not Unit.COUNT) for one in measures)


@pytest.mark.parametrize(
    ("code", "upper", "lower", "because"),
    [
        ("SE01", "30", "40", None),
        ("SE01", "0", "0", None),
        ("SE01", None, None, None),
        ("SE01", None, "40", "Say how many"),
        ("SE01", "30", None, "Say of how many"),
        ("SE01", "41", "40", "larger than the whole"),
        ("SE01", "3", "0", "Some of none"),
        ("SE01", "-1", "40", "not below nought"),
        ("SE01", "1.5", "40", "whole numbers"),
        ("SE06", "1200", None, None),
        ("SE06", "1200", "3", "no second one"),
        ("FO04", "-4", None, None),
        ("WF02", "18.5", "160.2", None),
        ("SE06", "10000000000", None, "too large"),
    ],
)
def test_what_a_row_may_say(
    code: str, upper: str | None, lower: str | None, because: str | None
) -> None:
    measure = next(one for s in services().values() for one in s.measures if one.code == code)
    entry = Entry(
        code=code,
        upper=None if upper is None else Decimal(upper),
        lower=None if lower is None else Decimal(lower),
    )
    refusal = rules.why_not_row(measure, entry)
    assert because in str(refusal) if because else refusal is None


@pytest.mark.parametrize(
    ("code", "upper", "lower", "words"),
    [
        ("SE01", "30", "40", "30 of 40 (75%)"),
        ("SE01", "3", "9", "3 of 9"),
        ("SE01", "0", "0", "None to count"),
        ("SE01", "1", "8000", "1 of 8,000 (under 1%)"),
        ("SE06", "1200", None, "1,200"),
        ("YJ01", "48", "24000", "200.0 per 100,000"),
        ("WF01", "1500", "90.5", "16.6 (1,500 of 90.5)"),
    ],
)
def test_how_a_figure_is_said(code: str, upper: str, lower: str | None, words: str) -> None:
    measure = next(one for s in services().values() for one in s.measures if one.code == code)
    entry = Entry(code=code, upper=Decimal(upper), lower=Decimal(lower) if lower else None)
    assert rules.said(measure, entry) == words


def test_a_small_line_says_where_it_begins_ends_and_turns() -> None:
    months = [(date(2026, month, 1), Entry(code="SE01", upper=Decimal(upper), lower=Decimal(40)))
              for month, upper in ((7, 20), (8, 10), (9, 36), (10, 30))]  # fmt: skip
    measure = SEND.measure("SE01")
    assert measure
    words = "50% in Jul 2026, 75% in Oct 2026; lowest 25%, highest 90%"
    assert rules.spanned(measure, months) == words
    none = Entry(code="SE01", upper=Decimal(0), lower=Decimal(0))
    assert rules.spanned(measure, [(OCTOBER, none), months[0]]) == "Too few points for a line"
    few = [(OCTOBER, Entry(code="SE01", upper=Decimal(3), lower=Decimal(9))), months[0]]
    assert "lowest 3 of 9" in rules.spanned(measure, few)


@pytest.mark.django_db
def test_a_month_is_handed_in_and_a_correction_keeps_what_was_before(cast: Cast) -> None:
    first = hand_in(cast.ana)
    second = hand_in(cast.frank, Entry(code="SE01", upper=Decimal(31), lower=Decimal(40)), seen=1)
    assert [one.number for one in queries.versions(SEND, OCTOBER)] == [2, 1]
    assert queries.entries_of(first) == [IN_TIME]
    assert (second.by, second.at) == (cast.frank, NOON)
    assert Event.objects.filter(what="returns.hand_in").count() == 2


@pytest.mark.django_db
def test_the_same_again_changes_nothing(cast: Cast) -> None:
    hand_in(cast.ana)
    with pytest.raises(Refusal, match="Nothing has changed"):
        hand_in(cast.ana, seen=1)
    assert ServiceReturn.objects.count() == 1


@pytest.mark.django_db
def test_whole_or_not_at_all(cast: Cast) -> None:
    with pytest.raises(Refusal, match="SE03: The part is larger"):
        hand_in(cast.ana, IN_TIME, Entry(code="SE03", upper=Decimal(9), lower=Decimal(2)))
    with pytest.raises(Refusal, match="no measure ED01"):
        hand_in(cast.ana, Entry(code="ED01", upper=Decimal(9), lower=Decimal(20)))
    with pytest.raises(Refusal, match="at least one"):
        hand_in(cast.ana, Entry(code="SE01", upper=None))
    with pytest.raises(Refusal, match="has not begun"):
        hand_in(cast.ana, month=date(2026, 12, 1))
    assert not ReturnedFigure.objects.exists()


@pytest.mark.django_db
def test_the_second_of_two_is_told(cast: Cast) -> None:
    hand_in(cast.ana)
    with pytest.raises(operations.Overtaken):
        hand_in(cast.frank, Entry(code="SE01", upper=Decimal(1), lower=Decimal(40)))


@pytest.mark.django_db
def test_a_leader_of_the_service_hands_in_its_own_and_no_other(cast: Cast) -> None:
    with pytest.raises(Refusal, match="leaders of the service"):
        hand_in(cast.helen)
    area = ServiceArea.objects.create(name="SEND")
    Post.objects.create(person=cast.helen, role=Role.HOS, area=area, starts_on=SINCE)
    helen = Person.objects.get(pk=cast.helen.pk)
    assert hand_in(helen).number == 1
    assert not queries.may_enter(helen, FOSTERING)


@pytest.mark.django_db
def test_the_page_takes_a_month_and_shows_it(cast: Cast) -> None:
    client = client_of(cast.ana)
    answer = client.post(
        reverse("returns:month", args=MONTH),
        grid(SE01_upper="30", SE01_lower="40", SE01_note="two late", SE06_upper="1,200"),
        follow=True,
    )
    page = answer.content.decode()
    assert "30 of 40 (75%)" in page
    assert "1,200" in page
    assert "two late" in page
    assert "Return, October 2026" in page


@pytest.mark.django_db
def test_a_row_that_cannot_be_is_named_and_nothing_is_lost(cast: Cast) -> None:
    page = client_of(cast.ana).post(
        reverse("returns:month", args=MONTH),
        grid(SE01_upper="41", SE01_lower="40", SE03_upper="many", SE03_lower="9"),
    ).content.decode()  # fmt: skip
    assert "EHC plans issued within 20 weeks (excluding exceptions): The part is larger" in page
    assert "enter a number, such as 150 or 18.5" in page
    assert 'value="many"' in page
    assert not ServiceReturn.objects.exists()


@pytest.mark.django_db
def test_a_stale_page_is_told_and_shows_both(cast: Cast) -> None:
    client = client_of(cast.ana)
    hand_in(cast.frank, Entry(code="SE01", upper=Decimal(20), lower=Decimal(40)))
    answer = client.post(
        reverse("returns:month", args=MONTH), grid(seen=0, SE01_upper="30", SE01_lower="40")
    )
    page = answer.content.decode()
    assert f"{cast.frank.name} handed in this month while you were writing" in page
    assert "30 of 40 (75%)" in page
    assert "20 of 40 (50%)" in page
    assert 'name="seen" value="1"' in page
    assert ServiceReturn.objects.count() == 1
    client.post(reverse("returns:month", args=MONTH),
                grid(seen=1, SE01_upper="30", SE01_lower="40"))  # fmt: skip
    assert ServiceReturn.objects.count() == 2, "knowing of it, they may"


@pytest.mark.django_db
def test_what_goes_out_comes_in_again(cast: Cast) -> None:
    hand_in(cast.ana, IN_TIME, Entry(code="SE06", upper=Decimal(1200), note="=all of them"))
    client = client_of(cast.ana)
    whole = reverse("returns:small_numbers", args=[*MONTH, "csv"])
    given = client.post(whole, {"why": "fill_in"}).content
    answer = client.post(
        reverse("returns:month", args=["send", "2026-11"]),
        {"put_in": "1", "seen": "0", "table": SimpleUploadedFile("a.csv", given)},
    )
    page = answer.content.decode()
    assert 'value="1200"' in page
    assert 'value="=all of them"' in page
    assert ServiceReturn.objects.count() == 1, "it is only in the grid"
    assert BytesIO(given).read(3) == b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("upper", "lower", "unit", "small", "why"),
    [
        (30, 40, Unit.PERCENT, False, "thirty and ten"),
        (3, 40, Unit.PERCENT, True, "three met it"),
        (37, 40, Unit.PERCENT, True, "three did not"),
        (0, 4, Unit.PERCENT, True, "of four"),
        (0, 40, Unit.PERCENT, False, "nought is shown"),
        (40, 40, Unit.PERCENT, False, "all is shown"),
        (5, None, Unit.COUNT, True, "five is small"),
        (6, None, Unit.COUNT, False, "six is not"),
        (0, None, Unit.COUNT, False, "nought is shown"),
        (900, 5, Unit.AVERAGE, True, "an average of five"),
        (3, 60, Unit.AVERAGE, False, "a sum of scores is no count"),
        (4, 2000, Unit.PER_1_000, True, "four of two thousand"),
        (None, None, Unit.COUNT, False, "nothing was handed in"),
    ],
)
def test_what_of_a_return_is_withheld_when_it_leaves(
    upper: int | None, lower: int | None, unit: Unit, small: bool, why: str
) -> None:
    measure = replace(SEND.measures[0], unit=unit, lower="of these" if lower else "")
    entry = Entry(
        code="SE01",
        upper=None if upper is None else Decimal(upper),
        lower=None if lower is None else Decimal(lower),
    )
    assert rules.small(measure, entry) is small, why


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["ana", "frank", "director"])
def test_the_file_withholds_small_numbers_and_what_they_are_of_whoever_takes_it(
    cast: Cast, who: str
) -> None:
    hand_in(
        cast.ana,
        IN_TIME,
        Entry(code="SE02", upper=Decimal(37), lower=Decimal(40)),
        Entry(code="SE06", upper=Decimal(3), note="All three live in one home"),
    )
    client = client_of(getattr(cast, who))
    taken = client.get(reverse("returns:export", args=[*MONTH, "csv"])).content.decode("utf-8-sig")
    rows = {row[0]: row for row in csv.reader(StringIO(taken))}
    assert rows["SE06"][2:5] == ["c", "", ""]
    assert rows["SE02"][2:4] == ["c", "c"], "all but three would be three"
    assert rows["SE06"][8] == rows["SE02"][8] == "c"
    assert rows["SE01"][2:4] == ["30", "40"]
    assert "Numbers under 6 are not shown" in taken
    page = client.get(reverse("returns:month", args=MONTH)).content.decode()
    assert "numbers under 6 are not shown there" in page
    assert not Event.objects.filter(what="returns.small_numbers").exists()


@pytest.mark.django_db
def test_who_hands_it_in_takes_it_whole_and_says_what_for(cast: Cast) -> None:
    hand_in(
        cast.ana, IN_TIME, Entry(code="SE06", upper=Decimal(3), note="All three live in one home")
    )
    path = reverse("returns:small_numbers", args=[*MONTH, "csv"])
    assert client_of(cast.director).get(path).status_code == 404
    assert client_of(cast.director).post(path, {"why": "fill_in"}).status_code == 404
    client = client_of(cast.ana)
    assert path in client.get(reverse("returns:month", args=MONTH)).content.decode()
    assert "Say what the file is for" in client.post(path, {}).content.decode()
    assert not Event.objects.filter(what="returns.small_numbers").exists()
    answer = client.post(path, {"why": "fill_in"})
    assert "with-small-numbers" in answer["Content-Disposition"]
    assert "All three live in one home" in answer.content.decode("utf-8-sig")
    event = Event.objects.get(what="returns.small_numbers")
    assert (event.by, event.about) == (cast.ana, "send, 2026-10")
    assert event.detail["why"] == "fill_in"


@pytest.mark.django_db
def test_a_service_shows_how_each_figure_went_in_one_question(cast: Cast) -> None:
    for number, upper in enumerate((20, 25, 30)):
        entry = Entry(code="SE01", upper=Decimal(upper), lower=Decimal(40))
        hand_in(cast.ana, entry, month=date(2026, 8 + number, 1))
    hand_in(cast.ana, Entry(code="SE01", upper=Decimal(36), lower=Decimal(40)), seen=1)
    page = client_of(cast.director).get(reverse("returns:service", args=["send"])).content.decode()
    assert "3 months, from 20 of 40 (50%) in August 2026 to 36 of 40 (90%) in October 2026." in page
    assert "September 2026: 25 of 40 (63%)" in page
    assert '<svg class="gt-spark"' in page
    with CaptureQueriesContext(connection) as asked:
        (one,) = queries.over_time(SEND, until=date(2026, 11, 19), months=2)
    assert len(asked) == 1
    assert [month.month for month, _ in one.past] == [9, 10], "the newest months only"


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("SE99\t1\t2", "Row 1: SEND has no measure “SE99”"),
        ("SE01\t1\t2\nSE01\t1\t2", "Row 2: SE01 is there twice"),
        ("Code,How many\nED01,3", "Row 2: SEND has no measure “ED01”"),
        ("SE06\t2152\t77\tnote", "Row 1: SE06 is one number, without “of how many”: take 77 out"),
        ("SE01\t18\t29\t5", "Row 1: the note is only a number, 5: is it in its column?"),
        ("SE01\t18\t29\tlate\t7", "Row 1: there is more in it than its columns: take 7 out"),
        ("Code\tHow many\tOf how many\nSE01\t18\t29\t7", "Row 2: there is more in it"),
        ("SE99\t1\nSE01\t1\t2\nSE01\t1\t2", "Row 3: SE01 is there twice"),
    ],
)
def test_a_table_of_other_rows_is_refused_by_row(text: str, because: str) -> None:
    with pytest.raises(Refusal, match="Row") as stopped:
        forms.put_in(SEND, text)
    assert because in str(stopped.value)


def test_a_pasted_table_is_known_by_code_or_title_in_any_order() -> None:
    assert forms.put_in(SEND, "Numerator\tCode\tDenominator\n30\tSE01\t40")["SE01-upper"] == "30"
    assert forms.put_in(SEND, "Active EHC plans\t1,200")["SE06-upper"] == "1,200"


@pytest.mark.parametrize(
    ("raw", "because"),
    [
        (bytes(range(256)), "save it as CSV"),
        (b"PK\x03\x04\x14\x00a workbook", "save it as CSV"),
        (b'SE01,30,"40' + b"0" * 200_000, "a quotation mark may be opened"),
        (b",,,\r\n,,,\r\n", "There are no rows in this table"),
    ],
)
@pytest.mark.django_db
def test_a_file_that_is_no_table_is_refused_in_words_and_nothing_is_written(
    cast: Cast, raw: bytes, because: str
) -> None:
    answer = client_of(cast.ana).post(
        reverse("returns:month", args=MONTH),
        {"put_in": "1", "seen": "0", "table": SimpleUploadedFile("a.csv", raw)},
    )
    assert answer.status_code == 200
    page = answer.content.decode()
    assert because in page
    assert "There is a problem" in page
    assert "govuk-notification-banner" not in page
    assert not ServiceReturn.objects.exists()


def test_lines_that_end_in_a_bare_carriage_return_are_lines() -> None:
    found = forms.put_in(SEND, "Code,How many,Of how many\rSE01,30,40\rSE06,1200,\r")
    assert (found["SE01-upper"], found["SE01-lower"], found["SE06-upper"]) == ("30", "40", "1200")


@pytest.mark.django_db
def test_a_table_with_a_row_that_cannot_be_is_not_called_a_success(cast: Cast) -> None:
    client = client_of(cast.ana)
    given = {"put_in": "1", "seen": "0", "pasted": "SE01\t41\t40"}
    page = client.post(reverse("returns:month", args=MONTH), given).content.decode()
    assert "The part is larger than the whole" in page
    assert "The rows are in the grid" not in page
    assert 'value="41"' in page, "the row is there to be corrected"
    given["pasted"] = "SE01\t39\t40"
    page = client.post(reverse("returns:month", args=MONTH), given).content.decode()
    assert "The rows are in the grid" in page


@pytest.mark.parametrize(
    ("upper", "lower", "at"),
    [
        ("1,234", "12.5", "SE01-lower"),
        ("12.5", "1,234", "SE01-upper"),
        ("30", "", "SE01-lower"),
        ("", "40", "SE01-upper"),
        ("30", "-40", "SE01-lower"),
        ("41", "40", "SE01-upper"),
    ],
)
def test_what_is_wrong_stands_at_the_box_to_correct(upper: str, lower: str, at: str) -> None:
    form = forms.GridForm(grid(SE01_upper=upper, SE01_lower=lower), service=SEND)
    assert list(form.errors) == [at]


def test_a_number_with_a_comma_is_one() -> None:
    form = forms.GridForm(grid(SE01_upper="1,234", SE01_lower="2 000"), service=SEND)
    assert form.is_valid()
    assert form.entries[0].upper == Decimal(1234)


@pytest.mark.django_db
def test_an_earlier_version_stays_readable(cast: Cast) -> None:
    hand_in(cast.ana)
    hand_in(cast.ana, Entry(code="SE01", upper=Decimal(31), lower=Decimal(40)), seen=1)
    client = client_of(cast.director)
    page = client.get(reverse("returns:version", args=[*MONTH, 1])).content.decode()
    assert "30 of 40 (75%)" in page
    assert "replaced by version 2" in page
    assert client.get(reverse("returns:version", args=[*MONTH, 3])).status_code == 404


@pytest.mark.django_db
def test_who_reads_it_has_no_field_and_cannot_send_one(cast: Cast) -> None:
    hand_in(cast.ana)
    client = client_of(cast.director)
    page = client.get(reverse("returns:month", args=MONTH)).content.decode()
    assert "30 of 40 (75%)" in page
    assert "SE01-upper" not in page
    assert client.post(reverse("returns:month", args=MONTH), grid()).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["priya", "aisha", "ada", "wes"])
def test_out_of_sight_is_not_there(cast: Cast, who: str) -> None:
    client = client_of(getattr(cast, who))
    for address in (reverse("returns:index"), reverse("returns:service", args=["send"]),
                    reverse("returns:month", args=MONTH)):  # fmt: skip
        assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_the_newest_figure_of_each_measure_counts_up_to_the_day(cast: Cast) -> None:
    hand_in(cast.ana, IN_TIME, Entry(code="SE06", upper=Decimal(1200)))
    hand_in(cast.ana, Entry(code="SE06", upper=Decimal(1210)), month=date(2026, 11, 1))
    [(_, now)] = queries.board(["SEND"], until=date(2026, 11, 30))
    assert [(one.measure.code, one.said) for one in now] == [
        ("SE01", "30 of 40 (75%)"), ("SE06", "1,210"),
    ]  # fmt: skip
    [(_, then)] = queries.board(["SEND"], until=date(2026, 10, 31))
    assert [one.said for one in then] == ["30 of 40 (75%)", "1,200"]


@pytest.mark.django_db
def test_what_a_correction_leaves_out_is_gone(cast: Cast) -> None:
    hand_in(cast.ana, Entry(code="SE06", upper=Decimal(1190)), month=date(2026, 9, 1))
    hand_in(cast.ana, IN_TIME, Entry(code="SE06", upper=Decimal(1200)))
    hand_in(cast.ana, IN_TIME, seen=1)
    [(_, now)] = queries.board(["SEND"], until=date(2026, 11, 30))
    assert [one.said for one in now] == ["30 of 40 (75%)", "1,190"], "the month before stands"
    past = {one.measure.code: one.past for one in queries.over_time(
        SEND, until=date(2026, 11, 30), months=6)}  # fmt: skip
    assert [month.month for month, _ in past["SE06"]] == [9]


@pytest.mark.django_db
def test_the_months_that_are_over_and_not_handed_in_are_offered(cast: Cast) -> None:
    hand_in(cast.ana, month=date(2026, 10, 1))
    page = client_of(cast.ana).get(reverse("returns:service", args=["send"])).content.decode()
    assert "Hand in" not in page, "the newest month is there: a gap of long ago is no prompt"
    assert "October 2026 is handed in" in page
    assert "September 2026" in page, "it is offered among those that lack"
    assert "November 2026" not in page, "it is not over"
