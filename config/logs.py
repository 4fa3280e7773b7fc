"""Logs as lines of JSON: level, time and message, never what anybody typed."""

from __future__ import annotations

import structlog


def formatter() -> structlog.stdlib.ProcessorFormatter:
    """The formatter of every log line."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
    )
