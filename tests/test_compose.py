"""The compose file starts the Neo4j that the tests run on, closed to other machines and with no password in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def neo4j() -> dict[str, Any]:
    """The one service of the file."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    assert list(services) == ["neo4j"]
    found: dict[str, Any] = services["neo4j"]
    return found


def test_users_get_the_version_that_is_tested(neo4j: dict[str, Any]) -> None:
    """The image and the test server are one version."""
    pom = (ROOT / "tests" / "neo4j" / "pom.xml").read_text(encoding="utf-8")
    tested = re.search(r"<neo4j\.version>(.+)</neo4j\.version>", pom)
    assert tested is not None
    assert neo4j["image"] == f"neo4j:{tested[1]}-community"


def test_only_this_machine_gets_in(neo4j: dict[str, Any]) -> None:
    """Browser and Bolt listen on the loopback address."""
    assert sorted(neo4j["ports"]) == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"]


def test_the_password_comes_from_outside(neo4j: dict[str, Any]) -> None:
    """Without a password in the environment nothing starts, and the message tells the variable."""
    assert re.fullmatch(r"neo4j/\$\{NEO4J_PASSWORD:\?set NEO4J_PASSWORD.*\}", neo4j["environment"]["NEO4J_AUTH"])


def test_what_is_loaded_outlives_the_container(neo4j: dict[str, Any]) -> None:
    """The data lies in a volume that the file declares."""
    declared = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["volumes"]
    mounted = dict(volume.split(":") for volume in neo4j["volumes"])
    assert "/data" in mounted.values()
    assert set(mounted) == set(declared)


def test_health_is_asked_with_the_password_that_was_set(neo4j: dict[str, Any]) -> None:
    """The check asks the database itself, and compose passes the variable on to the shell in the container."""
    kind, command = neo4j["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    assert "cypher-shell" in command
    assert "$${NEO4J_AUTH#neo4j/}" in command


def test_the_documents_tell_the_same_ports_and_variables(neo4j: dict[str, Any]) -> None:
    """Whoever follows the documents meets this service: its ports, its variable, the address it is reached at."""
    text = (ROOT / "docs" / "neo4j-browser.md").read_text(encoding="utf-8")
    outside = {p.rsplit(":", 2)[1] for p in neo4j["ports"]}
    assert outside == {"7474", "7687"}
    assert "http://localhost:7474" in text
    assert "neo4j://localhost`" in text  # the port for Bolt is the scheme's own
    (variable,) = re.findall(r"\$\{(\w+):", neo4j["environment"]["NEO4J_AUTH"])
    assert f"{variable}=... docker compose up -d" in text
    top = (ROOT / "docker-compose.yml").read_text(encoding="utf-8").split("services:")[0]
    assert f"{variable}=... docker compose up -d" in top
    assert "KGBUILD_STORE_PASSWORD=... kgbuild load --store neo4j://localhost" in top
    assert "KGBUILD_STORE_PASSWORD=... kgbuild load --store neo4j://localhost" in text


def test_no_limit_differs_from_what_is_tested(neo4j: dict[str, Any]) -> None:
    """What the service sets is what the tests' server has, too, but for the password."""
    from tests.neo4j_server import CONF

    settings = {k: v for k, v in neo4j["environment"].items() if k != "NEO4J_AUTH"}
    for name, value in settings.items():
        key = name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")
        assert f"{key}={value}\n" in CONF, key
