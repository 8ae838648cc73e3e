"""pydantic's errors as sentences that a writer understands: subject, fact and way out."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from diagramgen.errors import Location
from diagramgen.schema import TCP, Architecture, Connection, Endpoint, Protocol, Retired, Service, Zone
from diagramgen.schema.base import Element
from diagramgen.schema.document import ConnectionDocument, EndpointDocument
from diagramgen.schema.explain import Place, explain

A = Service(id="a", name="A")


def explained(kind: Any, data: dict[str, Any]) -> list[tuple[str, str]]:
    """(place and fact, way out) of each problem."""
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(data)
    problems = explain(caught.value, kind, data, lambda place: Location("/".join(map(str, place))))
    return [(f"{problem.where}: {problem.message}", problem.fix) for problem in problems]


@pytest.mark.parametrize(
    ("kind", "wrong", "problem"),
    [
        (Service, {"nmae": "x"}, ("nmae: Service 'a': there is no field 'nmae'", "did you mean 'name'?")),
        (
            Service,
            {"qq": "x"},
            ("qq: Service 'a': there is no field 'qq'", "known are: aliases, audience, icon, id, links, …"),
        ),
        (Service, {"name": 5}, ("name: Service 'a': name must be text, not 5", "put it in quotes")),
        (Service, {"name": None}, ("name: Service 'a': name must be text, not None", "")),
        (Service, {"name": [1]}, ("name: Service 'a': name must be text, not a list", "")),
        (Service, {"name": " A"}, ("name: Service 'a': name has space around it or a line break in it", "write 'A'")),
        (Service, {"id": "A"}, ("id: Service 'A': id: 'A' is not an identifier", "'a'")),
        (Service, {"aliases": "B"}, ("aliases: Service 'a': aliases must be a list, not 'B'", "put it in [ ]")),
        (Service, {"aliases": 5}, ("aliases: Service 'a': aliases must be a list, not 5", "")),
        (
            Service,
            {"aliases": ["B", 5]},
            ("aliases/1: Service 'a': aliases[1] must be text, not 5", "put it in quotes"),
        ),
        (Service, {"links": ["x"]}, ("links/0: Service 'a': links[0] must be a Link, not 'x'", "pass the Link itself")),
        (Service, {"zone": "z"}, ("zone: Service 'a': zone must be a Zone, not 'z'", "pass the Zone itself")),
        (
            Service,
            {"tenancy": "sngle"},
            ("tenancy: Service 'a': tenancy: 'sngle' is not one of its values", "'single'?"),
        ),
        (Service, {"metadata": 5}, ("metadata: Service 'a': metadata must be a mapping of names to values, not 5", "")),
        (Service, {"metadata": {"k": []}}, ("metadata/k: Service 'a': metadata.k must be text, not a list", "")),
        (Zone, {"trust": "1"}, ("trust: Zone 'a': trust must be a whole number, not '1'", "")),
        (
            Protocol,
            {"color": "red"},
            ("color: Protocol 'a': color is 'red', which has not the right form", "'#1565c0'"),
        ),
        (Protocol, {"dash": "wavy"}, ("dash: Protocol 'a': dash: 'wavy' is not one of its values", "known are: ")),
        (Protocol, {"default_port": 0}, ("default_port: Protocol 'a': default_port is 0", "must be at least 1")),
        (Protocol, {"default_port": 70000}, ("default_port: Protocol 'a': default_port is 70000", "at most 65535")),
        (Endpoint, {}, (": Endpoint 'a': an endpoint has a kind", "use Service, DataStore, Broker, ExternalSystem or")),
    ],
)
def test_a_wrong_value_of_an_element(kind: type[Element], wrong: dict[str, Any], problem: tuple[str, str]) -> None:
    [(fact, way_out)] = explained(kind, {"id": "a", "name": "A"} | wrong)
    assert fact == problem[0]
    assert problem[1].strip("…") in way_out


def test_all_wrong_values_are_told() -> None:
    assert [fact for fact, _ in explained(Service, {"naem": "A", "owner": 5})] == [
        "id: Service: id is missing",
        "name: Service: name is missing",
        "owner: Service: owner must be text, not 5",
        "naem: Service: there is no field 'naem'",
    ]


@pytest.mark.parametrize(
    ("kind", "data", "subject"),
    [
        (Retired, {"number": 5}, "Retired 5: "),
        (Architecture, {"title": "Voice", "endpoints": 5}, "Architecture 'Voice': "),
        (Connection, {"source": A, "destination": A, "protocol": "TCP"}, "Connection: "),
        (Connection, {"number": 40, "source": A, "destination": "b", "protocol": TCP}, "Connection 40: "),
        (EndpointDocument, {"id": "a", "kind": "service"}, "Endpoint 'a': "),
    ],
)
def test_a_problem_says_of_what_it_is(kind: Any, data: dict[str, Any], subject: str) -> None:
    assert all(fact.partition(": ")[2].startswith(subject) for fact, _ in explained(kind, data))


ENDPOINT = {"id": "a", "kind": "service", "name": "A"}
CONNECTION = {"source": "a", "destination": "b", "protocol": "tcp"}


def test_a_wrong_field_of_a_link_in_a_list_is_named_with_its_place() -> None:
    assert explained(
        EndpointDocument, ENDPOINT | {"links": [{"title": "T", "url": "u"}, {"title": "T", "ulr": "u"}]}
    ) == [
        ("links/1/url: Endpoint 'a': links[1]: url is missing", "add url"),
        ("links/1/ulr: Endpoint 'a': links[1]: there is no field 'ulr'", "did you mean 'url'?"),
    ]


@pytest.mark.parametrize("ports", [[5050], 1.5, True, "5050,8888", 70000])
def test_wrong_ports_of_a_document_are_told_once(ports: Any) -> None:
    [(fact, way_out)] = explained(ConnectionDocument, CONNECTION | {"ports": ports})
    assert fact.startswith("ports: Connection: ports")
    assert way_out


def test_a_typo_in_unknown_ports_is_told_as_such() -> None:
    assert explained(ConnectionDocument, CONNECTION | {"ports": {"unknwon": "why"}}) == [
        ("ports/unknown: Connection: ports: unknown is missing", "add unknown"),
        ("ports/unknwon: Connection: ports: there is no field 'unknwon'", "did you mean 'unknown'?"),
    ]


def test_long_values_are_cut() -> None:
    [(fact, _)] = explained(Service, {"id": "a", "name": "A", "tenancy": "x" * 500})
    assert len(fact) < 150


def test_a_place_is_asked_for_each_problem() -> None:
    asked: list[Place] = []

    def locate(place: Place) -> Location:
        asked.append(place)
        return Location("f", len(asked))

    with pytest.raises(ValidationError) as caught:
        Service.model_validate({"id": "A", "name": 5})
    problems = explain(caught.value, Service, {"id": "A", "name": 5}, locate)
    assert asked == [("id",), ("name",)]
    assert [problem.where.line for problem in problems] == [1, 2]
