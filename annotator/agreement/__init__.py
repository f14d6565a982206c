"""Agreement between annotators: exact, per layer, and honest about what was left out.

    from annotator.agreement import alpha
    alpha([["A", "A"], ["A", "B"], ["B", None]]).value

One file per family: `krippendorff` (alpha), `unitizing` (uα), `kappas` (Cohen, Fleiss), `gwet` (AC1, AC2), `mathet`
(γ), `matching` (F1). `aligning` says which item of one annotator is which of another; `corpus` makes the table of a
labelled corpus. Needs numpy and scipy, the extra `agreement`; importing this package imports neither.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from annotator.extras import MissingExtraError

if TYPE_CHECKING:
    from annotator.agreement.aligning import Alignment, Group, align
    from annotator.agreement.corpus.agreement import CorpusAgreement, corpus_agreement
    from annotator.agreement.distances import jaccard, masi
    from annotator.agreement.gwet import ac1, ac2
    from annotator.agreement.kappas import fleiss, kappa
    from annotator.agreement.krippendorff import alpha, coincidences
    from annotator.agreement.matching import Matching, match
    from annotator.agreement.mathet import GammaAgreement, gamma
    from annotator.agreement.resampling import Resampling
    from annotator.agreement.result import REASONS, Agreement, Interval, UnitsError
    from annotator.agreement.unitizing import UnitizingAgreement, unitizing_alpha
    from annotator.agreement.unitizing_2004 import unitizing_alpha_2004

__all__ = [
    "REASONS",
    "Agreement",
    "Alignment",
    "CorpusAgreement",
    "GammaAgreement",
    "Group",
    "Interval",
    "Matching",
    "Resampling",
    "UnitizingAgreement",
    "UnitsError",
    "ac1",
    "ac2",
    "align",
    "alpha",
    "coincidences",
    "corpus_agreement",
    "fleiss",
    "gamma",
    "jaccard",
    "kappa",
    "masi",
    "match",
    "unitizing_alpha",
    "unitizing_alpha_2004",
]

_HOMES = {
    "aligning": ("Alignment", "Group", "align"),
    "corpus.agreement": ("CorpusAgreement", "corpus_agreement"),
    "distances": ("jaccard", "masi"),
    "gwet": ("ac1", "ac2"),
    "kappas": ("fleiss", "kappa"),
    "krippendorff": ("alpha", "coincidences"),
    "matching": ("Matching", "match"),
    "mathet": ("GammaAgreement", "gamma"),
    "resampling": ("Resampling",),
    "result": ("REASONS", "Agreement", "Interval", "UnitsError"),
    "unitizing": ("UnitizingAgreement", "unitizing_alpha"),
    "unitizing_2004": ("unitizing_alpha_2004",),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    for module, names in _HOMES.items():
        if name in names:
            try:
                value = getattr(import_module(f"annotator.agreement.{module}"), name)
            except ImportError as error:
                if (error.name or "").partition(".")[0] not in {"numpy", "scipy"}:
                    raise
                raise MissingExtraError("numpy and scipy", "agreement", str(error)) from None
            globals()[name] = value
            return value
    raise AttributeError(f"module 'annotator.agreement' has no attribute '{name}'")


def __dir__() -> list[str]:
    """List the public names, those not imported yet among them."""
    return sorted({*globals(), *__all__})
