"""Who works with children: nobody, too many children for one, too many workers for a child."""

from __future__ import annotations

from goldenthread.performance.indicators import workers
from goldenthread.performance.tables import care
from goldenthread.performance.tables import need as need_list
from goldenthread.performance.tests.drawn import answers, asks, said, sides


def held(worker: str, children: int) -> str:
    """Rows of so many children of a worker."""
    return "\n".join(f"{worker}{number} | 2026-01-05 | {worker}" for number in range(children))


def test_cn09_a_blank_has_a_meaning_and_a_name_that_stands_for_nobody_is_nobody() -> None:
    drawn = """
        child | start      | end        | worker
        ------+------------+------------+--------------
        C1    | 2026-01-05 |            | Aisha Rahman
        C2    | 2026-01-05 |            |
        C3    | 2026-01-05 |            | DUTY worker
        C4    | 2026-01-05 |            | Unallocated
        C5    | 2026-01-05 |            | Traynor, Sue
        C6    | 2026-01-05 |            | Duty
        C8    | 2026-01-05 |            | Trudy Duty
        C7    | 2026-01-05 | 2026-03-31 |
    """
    assert said(workers.NO_WORKER, drawn) == "4 of 7"


def test_wf06_the_21st_child_is_above_the_ceiling() -> None:
    drawn = f"""
        child | start      | worker
        {held("A", 20)}
        {held("B", 21)}
    """
    assert said(workers.ABOVE_CEILING, drawn) == "1 of 2"


def test_wf06_a_child_counts_once_and_one_closed_not_at_all() -> None:
    drawn = f"""
        child | start      | worker
        {held("A", 20)}
        A1    | 2026-03-02 | A
    """
    assert said(workers.ABOVE_CEILING, drawn) == "0 of 1"


def test_wf06_nobody_is_no_worker() -> None:
    drawn = f"""
        child | start      | worker
        {held("A", 1)}
        {held("Duty team", 21)}
        C1    | 2026-01-05 |
    """
    assert said(workers.ABOVE_CEILING, drawn) == "0 of 1"


CHANGES = """
    child | start      | worker | known_from | stands_until
    ------+------------+--------+------------+-------------
    C1    | 2024-01-08 | A      | 2025-01-31 | 2025-06-30
    C1    | 2024-01-08 | B      | 2025-06-30 | 2025-12-31
    C1    | 2024-01-08 | C      | 2025-12-31 |
    C2    | 2024-01-08 | A      | 2024-12-31 | 2025-03-31
    C2    | 2024-01-08 | B      | 2025-03-31 | 2025-12-31
    C2    | 2024-01-08 | C      | 2025-12-31 |
    C3    | 2024-01-08 | A      | 2025-01-31 | 2025-06-30
    C3    | 2024-01-08 | B      | 2025-06-30 | 2025-12-31
    C3    | 2024-01-08 | A      | 2025-12-31 |
    C4    | 2024-01-08 | A      | 2025-04-30 | 2025-06-30
    C4    | 2024-01-08 | Duty   | 2025-06-30 | 2025-09-30
    C4    | 2024-01-08 |        | 2025-09-30 | 2025-12-31
    C4    | 2024-01-08 | B      | 2025-12-31 |
"""
"""C1 had three in the year; the first of C2 left on its first day; C3 went back to the first; of C4
nobody named, and somebody on duty, are no workers."""


def in_care(*children: str) -> str:
    rows = "\n".join(f"{child} | 2025-09-01 |" for child in children)
    return f"child | start | end\n------+-------+----\n{rows}"


def test_cl32_each_worker_of_the_twelve_months_counts_once() -> None:
    drawn = {need_list: CHANGES, care: in_care("C1", "C2", "C3", "C4")}
    assert sides(workers.MANY_WORKERS, drawn) == {
        "met": ["C1"],
        "not_met": ["C2", "C3", "C4"],
        "not_eligible": [],
        "incomplete": [],
    }


def test_cl32_only_children_in_care_on_the_day_count() -> None:
    drawn = {need_list: CHANGES, care: in_care("C2") + "\nC1 | 2025-09-01 | 2026-03-31"}
    assert said(workers.MANY_WORKERS, drawn) == "0 of 1"


def test_cl32_is_not_said_before_there_is_a_year_of_loads() -> None:
    late = CHANGES.replace("2024-12-31", "2025-04-01").replace("2025-01-31", "2025-04-01")
    drawn = {need_list: late.replace("2025-03-31", "2025-04-01"), care: in_care("C1", "C3")}
    assert asks(workers.MANY_WORKERS, drawn, "2026-03-31").value is None
    assert said(workers.MANY_WORKERS, drawn, "2026-04-01") == "1 of 2"


def test_wf09_three_workers_of_six_months_are_many_whoever_the_child() -> None:
    drawn = """
        child | start      | worker | known_from | stands_until
        ------+------------+--------+------------+-------------
        C1    | 2024-01-08 | A      | 2025-08-31 | 2025-10-01
        C1    | 2024-01-08 | B      | 2025-10-01 | 2025-12-31
        C1    | 2024-01-08 | C      | 2025-12-31 |
        C2    | 2024-01-08 | A      | 2025-08-31 | 2025-09-30
        C2    | 2024-01-08 | B      | 2025-09-30 | 2025-12-31
        C2    | 2024-01-08 | C      | 2025-12-31 |
        C3    | 2025-12-08 | A      | 2025-12-31 | 2026-01-31
        C3    | 2025-12-08 | Duty   | 2026-01-31 | 2026-02-28
        C3    | 2025-12-08 | B      | 2026-02-28 |
        C4    | 2025-12-08 |        | 2025-12-31 |
    """
    assert sides(workers.CHANGING_WORKERS, drawn) == {
        "met": ["C1"],
        "not_met": ["C2", "C3"],
        "not_eligible": [],
        "incomplete": [],
    }
    assert asks(workers.CHANGING_WORKERS, drawn, "2026-02-27").value is None


def test_wf09_a_child_whose_work_has_ended_does_not_count() -> None:
    drawn = """
        child | start      | end        | worker | known_from | stands_until
        ------+------------+------------+--------+------------+-------------
        C1    | 2024-01-08 |            | A      | 2025-08-31 | 2025-12-31
        C1    | 2024-01-08 |            | B      | 2025-12-31 |
        C2    | 2024-01-08 |            | A      | 2025-08-31 | 2025-12-31
        C2    | 2024-01-08 | 2026-01-15 | B      | 2025-12-31 |
    """
    assert said(workers.CHANGING_WORKERS, drawn) == "0 of 1"


def test_a_child_of_several_rows_is_of_the_team_of_the_newest() -> None:
    drawn = """
        child | start      | worker | team      | known_from | stands_until
        ------+------------+--------+-----------+------------+-------------
        C1    | 2024-01-08 | A      | FSP North | 2025-08-31 | 2025-12-31
        C1    | 2024-01-08 | B      | C4C 1     | 2025-12-31 |
        C2    | 2024-01-08 | A      | C4C 1     | 2025-08-31 | 2025-12-31
        C2    | 2024-01-08 | B      |           | 2025-12-31 |
    """
    found = answers(workers.CHANGING_WORKERS, drawn, "2026-03-31", split="team")
    assert {one.group: one.eligible for one in found} == {"C4C 1": 1, "": 1}
