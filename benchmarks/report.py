"""The figures as a page."""
from __future__ import annotations
from pathlib import Path
from statistics import median, quantiles
FILE = Path(__file__).parent.parent / "docs" / "speed.md"
def page(found, versions, quick):
    out = []
    bare = found[0].times["echo"]
    b50 = median(bare); b99 = quantiles(bare, n=100)[98]
    for p in found:
        out.append(f"## {p.name}")
        for name, t in p.times.items():
            if name == "memory":
                out.append(f"{name:22} {t[0]:8.1f} MB"); continue
            q = quantiles(t, n=100, method="inclusive") if len(t) > 1 else [t[0]]*99
            out.append(f"{name:22} n={len(t):4} p50 {median(t)*1000:8.2f} p95 {q[94]*1000:8.2f} p99 {q[98]*1000:8.2f} ms   x{median(t)/b50:5.2f}")
    for name, t in versions.items():
        out.append(f"{name:22} {median(t)*1000:8.1f}")
    return "\n".join(out)
