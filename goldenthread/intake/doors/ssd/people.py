"""Who a child is, and who works with them, from the Standard Safeguarding Dataset."""

from __future__ import annotations

from datetime import date

import polars as pl

from goldenthread.intake.doors.frames import (
    NO,
    NO_DISABILITY,
    UNKNOWN,
    YES,
    Tables,
    age_on,
    one_each,
)

_OWN = r"(?i)allocat|case ?worker|key ?worker|social worker"
_CHAIR = r"(?i)\biro\b|independent review|chair"


class People:
    """Children, workers and teams, each asked many times."""

    def __init__(self, tables: Tables, as_at: date) -> None:
        self.as_at = as_at
        self._children = _children(tables, as_at)
        self._workers = one_each(tables("ssd_professionals"), "worker_id").select(
            "worker_id", allocated_worker="worker"
        )
        self._teams = one_each(tables("ssd_department"), "team_id").select("team_id", "team")
        self._involved = tables("ssd_involvements").filter(pl.col("child_id").is_not_null())

    def who(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows with sex, ethnicity, birth, age and disability of their child."""
        return frame.join(self._children, on="child_id", how="left", maintain_order="left")

    def by(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows with the names of the worker and the team that they give by number."""
        return (
            frame.join(self._workers, on="worker_id", how="left", maintain_order="left")
            .join(self._teams, on="team_id", how="left", maintain_order="left")
            .with_columns(allocated_team=pl.coalesce("team", "team_id"))
            .drop("team")
        )

    def name(self, column: str) -> pl.Expr:
        """The name of a worker whose number a column gives; a name that stands there stays."""
        known = dict(self._workers.iter_rows())
        return pl.col(column).replace(known)

    def allocated(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows with the worker and the team that each child has on the day.

        Of several involvements, one whose role says that the child is theirs goes before others,
        and then the one that began last.
        """
        now = (
            self._still()
            .filter(~pl.col("role").str.contains(_CHAIR).fill_null(value=False))
            .with_columns(_own=pl.col("role").str.contains(_OWN).fill_null(value=False))
            .sort("_own", "involved_from", maintain_order=True)
            .unique(subset="child_id", keep="last", maintain_order=True)
        )
        named = self.by(now.select("child_id", "worker_id", "team_id"))
        return frame.join(
            named.select("child_id", "allocated_worker", "allocated_team"),
            on="child_id",
            how="left",
            maintain_order="left",
        )

    def chairs(self) -> pl.DataFrame:
        """child_id, chair: who reviews the child's plan, our twelfth list."""
        theirs = (
            self._still()
            .filter(pl.col("role").str.contains(_CHAIR).fill_null(value=False))
            .sort("involved_from", maintain_order=True)
            .unique(subset="child_id", keep="last", maintain_order=True)
        )
        return self.by(theirs).select("_row", "child_id", chair="allocated_worker")

    def _still(self) -> pl.DataFrame:
        """Involvements that hold on the day."""
        return self._involved.filter(
            (pl.col("involved_from") <= self.as_at)
            & (pl.col("involved_until").is_null() | (pl.col("involved_until") > self.as_at))
        )


def _children(tables: Tables, as_at: date) -> pl.DataFrame:
    """One row a child. An unborn child has the expected birth, and the age -1.

    Without a row of ssd_disability nobody knows: neither yes nor no is said.
    """
    known = tables("ssd_disability").group_by("child_id").agg(
        disability=pl.when((pl.col("disability_code").str.to_uppercase() != NO_DISABILITY).any())
        .then(pl.lit(YES))
        .otherwise(pl.lit(NO))
    )  # fmt: skip
    born = pl.coalesce("date_of_birth", "expected_birth")
    return (
        one_each(tables("ssd_person"), "child_id")
        .with_columns(age=age_on(born, as_at), date_of_birth=born)
        .join(known, on="child_id", how="left")
        .with_columns(pl.col("disability").fill_null(UNKNOWN))
        .select("child_id", "gender", "ethnicity", "date_of_birth", "age", "disability")
    )
