"""A Spark on this machine, where Java is present and `requirements/spark.txt` is installed."""

from __future__ import annotations

from typing import Any


def session() -> Any:
    """A local session: quiet, in UTC, and strict about dates as the other engines are."""
    from pyspark.sql import SparkSession

    return (
        SparkSession.builder.master("local[2]")
        .appName("golden-thread")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.ansi.enabled", "true")
        .getOrCreate()
    )
