"""When two names are one to a reader."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagramgen.lint.names import forms, squeezed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(
            ("Order", "orders"),
            ("Address", "addresses"),
            ("Proxy", "proxies"),
            ("Web Shop", "web-shop"),
            ("a_b", "A B"),
        ),
        *(
            ("Cache", "Caches"),
            ("Database", "Databases"),
            ("Box", "Boxes"),
            ("Search", "Searches"),
            ("Movie", "Movies"),
        ),
        *(("Bus", "Buses"), ("Status", "Statuses"), ("Alias", "Aliases"), ("Menu", "Menus"), ("Video", "videos")),
        *(
            ("DB", "DBs"),
            ("VM", "VMs"),
            ("API", "APIs"),
            ("CPU", "CPUs"),
            ("db", "dbs"),
            ("Job", "Jobs"),
            ("ID", "ids"),
        ),
        *(("ORDER", "ORDERS"), ("Log", "Logs"), ("Mail services", "Mails service"), ("Case", "Cases"), ("S3", "s-3")),
        *(("Datastore", "Data store"), ("FrontEnd", "Front-End"), ("Voicemail", "voice-mails"), ("Web 2", "Web2")),
        *(("Data\u2010store", "Data\u2013store"), ("Orders data-stores", "Order datastore"), ("A 1-2", "A 1 2")),
    ],
)
def test_one_to_a_reader(one: str, other: str) -> None:
    assert set(forms(one)) & set(forms(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("Bus", "Bu"), ("Redis", "Redi"), ("C++", "C"), ("Shop 1", "Shop 2"), ("Access", "Acces"), ("Gas", "GA")),
        *(
            ("AD", "Ads"),
            ("CA", "CAS"),
            ("SM", "SMS"),
            ("Case", "CAS"),
            ("Cases", "CAS"),
            ("Bases", "BAS"),
            ("DN", "DNS"),
        ),
        *(("Plan", "Planes"), ("Plans", "Planes"), ("Car", "Cares"), ("Note", "Not"), ("Rates", "Rat"), ("AW", "AWS")),
        *(("HTTP proxy", "HTTPS proxy"), ("SIP trunk", "SIPS trunk"), ("LDAP", "LDAPS"), ("Node 1 2", "Node 12")),
        *(("Shop 1", "Shop 11"), ("Mail", "Mailer"), ("Web Shop", "Workshop"), ("OS", "O"), ("A 1-2", "A 12")),
        *(("Base", "Basis"), ("Price", "Prices list"), ("Queue", "Query"), ("Die", "Dy"), ("US", "Uses")),
    ],
)
def test_two_to_a_reader(one: str, other: str) -> None:
    assert not set(forms(one)) & set(forms(other))


@settings(deadline=None)
@given(st.text(max_size=30))
def test_a_name_is_one_with_itself(name: str) -> None:
    assert forms(name)[0] == squeezed(name)
    assert forms(name.replace(" ", "-"))[0] == squeezed(name)


def test_ever_so_many_plurals_are_read() -> None:
    assert len(forms("Orders " * 100)) == 1000
