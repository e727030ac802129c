"""What every test gets: a home folder of its own, so that nothing of the person running them is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run: a red build means that something has changed.
settings.register_profile("project", derandomize=True, database=None, deadline=None)
settings.load_profile("project")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the program's state to a folder of the test's own, and its articles to the ones that come along."""
    folder = tmp_path / "home"
    monkeypatch.setenv("FUNDSTELLE_HOME", str(folder))
    monkeypatch.delenv("FUNDSTELLE_SEEDS", raising=False)
    return folder
