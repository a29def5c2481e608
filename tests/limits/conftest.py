"""What several of these tests ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_stores import store_with


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with the curated graph, and a layer that says nothing new."""
    return store_with(tmp_path_factory.mktemp("small"))
