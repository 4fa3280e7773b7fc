"""Funnels: teams, localities or authorities at one time (specification 2).

Units are never persons: a named worker or auditor must not appear on a funnel.
"""

from goldenthread.stats.funnel.common import Funnel, FunnelUnit, Limits
from goldenthread.stats.funnel.proportions import proportion_funnel
from goldenthread.stats.funnel.rates import rate_funnel

__all__ = ["Funnel", "FunnelUnit", "Limits", "proportion_funnel", "rate_funnel"]
