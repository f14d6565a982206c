"""Where disposable files stand that save reading and checking something again."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "ANNOTATOR_CACHE"


def cache_home() -> Path:
    """Return the folder of such files: `$ANNOTATOR_CACHE`, else the user's cache folder."""
    if (named := os.environ.get(VARIABLE)) is not None:
        return Path(os.path.expanduser(named))
    from platformdirs import user_cache_path  # noqa: PLC0415 - not needed where the variable is set

    return user_cache_path("annotator")
