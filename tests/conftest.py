"""What every test can count on: nothing of the machine it runs on shows through."""

from __future__ import annotations

import os
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings

# Neither an example nor the making of one is too slow on a busy machine.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _nobody_in_particular(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No name, no keymap, no cache, nothing remembered and no git configuration but what a test sets itself."""
    monkeypatch.setenv("ANNOTATOR_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state" / uuid4().hex))
    monkeypatch.delenv("ANNOTATOR", raising=False)
    monkeypatch.setenv("ANNOTATOR_KEYMAP", os.path.join(os.sep, "nowhere", "keys.yaml"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
