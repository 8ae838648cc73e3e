"""A model of any form loads to the same architecture, and what is no model is a wrong usage."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagramgen.errors import ContentError, UsageError
from diagramgen.load import load
from diagramgen.schema import TCP, Architecture, Boundary, Connection, DataStore, Service, Zone
from tests.load.files import problems, write

FORMS = {
    "folder/__init__.py": """
        from diagramgen import TCP, Architecture, Connection
        from .endpoints import redis, tenant
        from .zones import cluster

        architecture = Architecture(
            title="Voice",
            zones=[cluster],
            endpoints=[tenant, redis],
            connections=[Connection(number=9, source=tenant, destination=redis, protocol=TCP, ports="6379*")],
        )
        """,
    "folder/endpoints.py": """
        from diagramgen import DataStore, Service
        from .zones import cluster

        tenant = Service(id="tenant-service", name="Tenant Service", zone=cluster)
        redis = DataStore(id="redis", name="Redis")
        """,
    "folder/zones.py": """
        from diagramgen import Boundary, Zone

        cluster = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
        """,
    "single.py": """
        from diagramgen import *

        cluster = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
        tenant = Service(id="tenant-service", name="Tenant Service", zone=cluster)
        redis = DataStore(id="redis", name="Redis")
        line = Connection(number=9, source=tenant, destination=redis, protocol=TCP, ports="6379*")
        anything = Architecture(title="Voice", zones=[cluster], endpoints=[tenant, redis], connections=[line])
        """,
    "model.yaml": """
        title: Voice
        zones:
          - {id: cluster, name: Cluster, boundary: inside}
        endpoints:
          - {id: tenant-service, kind: service, name: Tenant Service, zone: cluster}
          - {id: redis, kind: datastore, name: Redis}
        connections:
          - {number: 9, source: tenant-service, destination: redis, protocol: tcp, ports: 6379*}
        """,
    "model.json": """
        {"title": "Voice",
        \t"zones": [{"id": "cluster", "name": "Cluster", "boundary": "inside"}],
        \t"endpoints": [{"id": "tenant-service", "kind": "service", "name": "Tenant Service", "zone": "cluster"},
        \t\t{"id": "redis", "kind": "datastore", "name": "Redis"}],
        \t"connections": [
        \t\t{"number": 9, "source": "tenant-service", "destination": "redis", "protocol": "tcp", "ports": "6379*"}]}
        """,
    "models/__init__.py": "",
    "models/voice.py": """
        from .parts.endpoints import redis, tenant
        from diagramgen import TCP, Architecture, Connection

        line = Connection(number=9, source=tenant, destination=redis, protocol=TCP, ports="6379*")
        ours = Architecture(title="Voice", zones=[tenant.zone], endpoints=[tenant, redis], connections=[line])
        theirs = Architecture(title="Other")
        """,
    "models/parts/endpoints.py": """
        from diagramgen import *

        cluster = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
        tenant = Service(id="tenant-service", name="Tenant Service", zone=cluster)
        redis = DataStore(id="redis", name="Redis")
        """,
}

CLUSTER = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
TENANT = Service(id="tenant-service", name="Tenant Service", zone=CLUSTER)
REDIS = DataStore(id="redis", name="Redis")
EXPECTED = Architecture(
    title="Voice",
    zones=[CLUSTER],
    endpoints=[TENANT, REDIS],
    connections=[Connection(number=9, source=TENANT, destination=REDIS, protocol=TCP, ports="6379*")],
)

SOURCES = {
    "folder": "folder/__init__.py:9",
    "folder:architecture": "folder/__init__.py:9",
    "single.py": "single.py:6",
    "single:anything": "single.py:6",
    "model.yaml": "model.yaml:8",
    "model.json": "model.json:6",
    "models.voice:ours": "models/voice.py:4",
}


@pytest.mark.parametrize(("source", "place"), SOURCES.items())
def test_all_forms_load_to_the_same_model_and_know_their_lines(tmp_path: Path, source: str, place: str) -> None:
    model = load(source, write(tmp_path, FORMS))
    assert model == EXPECTED
    assert str(model.connections[0].where) == place


def test_a_package_needs_no_init_file_where_the_module_is_named(tmp_path: Path) -> None:
    files = {name: text for name, text in FORMS.items() if name != "models/__init__.py"}
    assert load("models.voice:ours", write(tmp_path, files)) == EXPECTED


def test_a_model_is_named_by_an_absolute_path_too(tmp_path: Path) -> None:
    write(tmp_path, FORMS)
    assert load(str(tmp_path / "folder"), tmp_path) == load(str(tmp_path / "model.yaml"), tmp_path) == EXPECTED


def test_the_working_folder_is_where_a_model_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path, FORMS))
    assert load("model.yaml") == EXPECTED


def test_a_place_outside_of_the_working_folder_is_absolute(tmp_path: Path) -> None:
    write(tmp_path, FORMS | {"below/x": ""})
    [connection] = load("../model.yaml", tmp_path / "below").connections
    assert str(connection.where) == f"{(tmp_path / 'model.yaml').resolve().as_posix()}:8"


def test_an_installed_model_loads_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write(tmp_path / "site", {f"our{name}": text for name, text in FORMS.items()})
    monkeypatch.syspath_prepend(str(site))
    assert load("ourfolder:architecture", tmp_path) == load("ourmodels.voice:ours", tmp_path) == EXPECTED


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nothing", "there is no model 'nothing'"),
        ("nothing/", "there is no model 'nothing/'"),
        ("nothing.yaml", "there is no model 'nothing.yaml'"),
        ("nothing:architecture", "there is no model 'nothing:architecture'"),
        ("models.nothing:architecture", "there is no model 'models.nothing:architecture'"),
        ("single.py:anything", "there is no model 'single.py:anything'"),
        ("notes.txt", "notes.txt is not a model"),
    ],
)
def test_what_is_no_model_is_a_wrong_usage(tmp_path: Path, source: str, message: str) -> None:
    write(tmp_path, FORMS | {"notes.txt": "title: Voice"})
    with pytest.raises(UsageError) as caught:
        load(source, tmp_path)
    [problem] = caught.value.problems
    assert problem.message == message
    assert "a .py, .yaml or .json file" in problem.fix


def test_the_problems_stand_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "model/__init__.py": """
                from .b import b
                from .a import a
                from diagramgen import Architecture

                architecture = Architecture(title="", endpoints=[a, b])
                """,
            "model/a.py": "from diagramgen import Service\n\na = Service(id='A', name='A')\n",
            "model/b.py": "from diagramgen import Service\n\n\nb = Service(id='B', name=1)\n",
        },
    )
    assert problems("model", tmp_path) == [
        "model/__init__.py:5: Architecture '': title is empty",
        "model/a.py:3: Service 'A': id: 'A' is not an identifier",
        "model/b.py:4: Service 'B': id: 'B' is not an identifier",
        "model/b.py:4: Service 'B': name must be text, not 1",
    ]


def test_a_problem_reads_place_fact_and_way_out(tmp_path: Path) -> None:
    write(tmp_path, {"model.yaml": "title: Voice\nconections: []\n"})
    with pytest.raises(ContentError) as caught:
        load("model.yaml", tmp_path)
    assert str(caught.value) == (
        "model.yaml:2: Architecture 'Voice': there is no field 'conections'\n    did you mean 'connections'?"
    )
    assert caught.value.exit_code == 1
