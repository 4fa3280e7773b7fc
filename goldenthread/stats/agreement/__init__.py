"""Agreement between auditors and moderators, and among raters (specification 3)."""

from goldenthread.stats.agreement.coefficients import (
    Gwet,
    Kappa,
    gwet_ac,
    krippendorff_alpha,
    weighted_kappa,
)
from goldenthread.stats.agreement.report import (
    AgreementReport,
    Boundary,
    RatersReport,
    Secondary,
    agreement_report,
    raters_report,
)

__all__ = [
    "AgreementReport",
    "Boundary",
    "Gwet",
    "Kappa",
    "RatersReport",
    "Secondary",
    "agreement_report",
    "gwet_ac",
    "krippendorff_alpha",
    "raters_report",
    "weighted_kappa",
]
