"""Views name their pictures."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from diagramgen.schema import Hubs, OverviewView, Service, ServiceView


def test_an_overview_is_drawn_with_shared_hubs_unless_it_says_otherwise() -> None:
    view = OverviewView(id="overview")
    assert (view.kind, view.title, view.hubs) == ("overview", "Overview", Hubs.SHARED)


def test_a_service_view_is_named_after_its_endpoint() -> None:
    view = ServiceView(endpoint=Service(id="redis", name="Redis"))
    assert (view.kind, view.id, view.title) == ("service", "service--redis", "Connections of Redis")


def test_no_view_of_an_author_takes_the_name_of_a_service_view() -> None:
    with pytest.raises(ValidationError, match="is not an identifier"):
        OverviewView(id="service--redis")
