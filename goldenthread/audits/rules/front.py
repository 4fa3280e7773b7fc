"""The front matter of an audit that the load tells: shown with its source, never typed again."""

from __future__ import annotations

from datetime import date
from typing import Final

from goldenthread.audits.rules.drawing import NOT_KNOWN, age_band, ethnic_group
from goldenthread.kernel.dates import age_on, months_after

SEXES: Final = {"F": "Female", "M": "Male"}


def front_facts(
    *,
    born: date | None,
    sex: str,
    ethnicity: str,
    disability: str,
    legal_status: str,
    source: str,
    as_at: date,
) -> list[dict[str, str]]:
    """The facts of the case details (A2 to A7), as the load tells them; the others are asked. C07.

    What is not known is no fact. Whether there is an education, health and care plan no list
    tells: A6 is asked beside what the load says of disability.
    """
    group = ethnic_group(ethnicity)
    told = (
        ("A2", "Age", _age(born, as_at) if born else ""),
        ("A3", "Sex", SEXES.get(sex, "")),
        ("A4", "Ethnicity", "" if group == NOT_KNOWN else f"{group} ({ethnicity})"),
        ("A6.disability", "Disability", disability if disability in ("Yes", "No") else ""),
        ("A7", "Legal status", legal_status),
    )
    return [
        {"code": code, "name": name, "value": value, "source": source, "as_at": as_at.isoformat()}
        for code, name, value in told
        if value
    ]


def _age(born: date, on: date) -> str:
    """11 years (10 to 15); in months under two."""
    years = age_on(born, on)
    if years < 0:
        return "Unborn"
    if years < 2:
        months = next(number for number in range(24, -1, -1) if months_after(born, number) <= on)
        return f"{months} month{'' if months == 1 else 's'} ({age_band(years)})"
    return f"{years} years ({age_band(years)})"


def period_audited(drawn_on: date) -> str:
    """The period that is audited unless the auditor says another: 12 months to the draw. A15."""
    since = months_after(drawn_on, -12)
    return (
        f"{since:%-d %B %Y} to {drawn_on:%-d %B %Y}, the 12 months to the draw; history read as "
        "far back as needed"
    )
