"""The demonstration fills, and its year is whole: small here, by the same way as `make demo`."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from goldenthread.actions.models import Action
from goldenthread.actions.vocabulary import Source
from goldenthread.audits.models import Audit
from goldenthread.demo.story import aims
from goldenthread.performance import queries
from goldenthread.performance.models import ExceptionAnswer, Sighting, Target


@pytest.mark.django_db
def test_the_demonstration_fills_and_only_its_newest_month_waits_for_answers(
    tmp_path: Path, settings: Any
) -> None:
    settings.VAR_DIR = tmp_path
    said = io.StringIO()
    call_command("seed_demo", children=80, months=3, size=2, figures=True, stdout=said)
    assert "Working out the figures" in said.getvalue()
    assert Audit.objects.filter(moderated_at__isnull=False).exists()
    own = Target.objects.exclude(place="all").values_list("code", "value")
    assert set(own) == {(code, Decimal(value)) for code, _, value, *_ in aims.OWN}
    newest, *over = queries.months()
    assert len(over) == 2
    answered = set(ExceptionAnswer.objects.values_list("month", "exception"))
    for month in over:
        found = queries.triage_of(month)
        owed = Sighting.objects.filter(triage=found, owed_by__isnull=False)
        assert owed.exists()
        assert {(month, one.exception_id) for one in owed} <= answered
    assert not ExceptionAnswer.objects.filter(month=newest).exists()
    for action in Action.objects.filter(source=Source.EXCEPTION):
        assert action.source_reference.startswith("EXC-")
    call_command("seed_demo", children=80, months=3, size=2, figures=True, stdout=said)
    assert "there already" in said.getvalue()
