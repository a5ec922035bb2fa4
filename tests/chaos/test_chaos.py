"""A short disturbance of a whole cluster. `make chaos` takes ten minutes."""

import shutil

import pytest

from tests.chaos.network import can_make_networks
from tests.chaos.run import make_folder, run

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not can_make_networks(), reason="needs root, for network namespaces"),
]


def test_a_disturbed_cluster_loses_nothing_and_sends_nothing_wrong(redis_url: str) -> None:
    folder = make_folder()
    report = run(folder, redis_url, seconds=15, seed=3)
    assert report.disturbances
    assert report.accepted
    assert report.is_good, f"{folder}: {report.to_json()}"
    shutil.rmtree(folder)
