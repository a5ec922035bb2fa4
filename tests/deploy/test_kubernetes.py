"""The Kubernetes manifests: valid, and with everything that keeps a container in its place."""

from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from tests.deploy.test_compose import SETTINGS, assert_command

FOLDER = Path(__file__).parents[2] / "deploy" / "kubernetes"
VERSIONS = ("1.30", "1.34")
"""Of Kubernetes: an old one and a new one."""

MANIFESTS: list[dict[str, Any]] = [
    document
    for name in ("listen.yaml", "secret.example.yaml")
    for document in yaml.safe_load_all((FOLDER / name).read_text("utf-8"))
]
DEPLOYMENTS = [each for each in MANIFESTS if each["kind"] == "Deployment"]


@pytest.mark.parametrize("version", VERSIONS)
def test_each_manifest_is_valid(version: str) -> None:
    for manifest in MANIFESTS:
        kubernetes_validate.validate(manifest, version, strict=True)


def test_a_wrong_field_would_be_found() -> None:
    wrong = {**DEPLOYMENTS[0], "spec": {**DEPLOYMENTS[0]["spec"], "replica": 2}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSIONS[0], strict=True)


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda each: str(each["metadata"]["name"]))
def test_a_container_is_restricted(deployment: dict[str, Any]) -> None:
    """As Kubernetes' Pod Security Standard `restricted` demands, and with a read-only root."""
    pod = deployment["spec"]["template"]["spec"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    for container in pod["containers"]:
        context = container["securityContext"]
        assert context["readOnlyRootFilesystem"] is True
        assert context["allowPrivilegeEscalation"] is False
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]["memory"]
        assert_command(container["args"])
        assert {"/data", "/tmp"} == {each["mountPath"] for each in container["volumeMounts"]}
        volumes = {each["name"] for each in pod["volumes"]}
        assert volumes == {each["name"] for each in container["volumeMounts"]}


def test_labels_select_the_pods() -> None:
    labels = [each["spec"]["template"]["metadata"]["labels"] for each in DEPLOYMENTS]
    assert len({frozenset(each.items()) for each in labels}) == len(DEPLOYMENTS)
    for deployment in DEPLOYMENTS:
        template = deployment["spec"]["template"]["metadata"]["labels"]
        assert deployment["spec"]["selector"]["matchLabels"] == template
    for manifest in MANIFESTS:
        if manifest["kind"] in ("Service", "PodDisruptionBudget"):
            selector = manifest["spec"]["selector"]
            assert selector.get("matchLabels", selector) in labels


def test_the_environment_holds_settings_only() -> None:
    names: set[str] = set()
    for manifest in MANIFESTS:
        if manifest["kind"] in ("ConfigMap", "Secret"):
            names |= (manifest.get("data") or manifest["stringData"]).keys()
    assert {"LISTEN_REDIS_URL", "LISTEN_DATA_DIR"} <= names <= SETTINGS


def test_probes_ask_what_exists() -> None:
    for deployment in DEPLOYMENTS:
        for container in deployment["spec"]["template"]["spec"]["containers"]:
            for name in ("startupProbe", "livenessProbe", "readinessProbe"):
                probe = container.get(name, {})
                assert probe.get("httpGet", {"path": "/healthz"})["path"] == "/healthz"
                if "exec" in probe:
                    assert_command(probe["exec"]["command"])
