"""What authors import: the vocabulary of a model."""

from diagramgen.schema.architecture import Architecture
from diagramgen.schema.connection import Classification, Connection, Retired, Status
from diagramgen.schema.endpoint import (
    Broker,
    DataStore,
    Endpoint,
    ExternalSystem,
    Kind,
    Link,
    Person,
    Service,
    Tenancy,
)
from diagramgen.schema.port import PortItem, Ports
from diagramgen.schema.protocol import (
    AMQP,
    DNS,
    GRPC,
    HTTP,
    HTTPS,
    KAFKA,
    LDAP,
    MYSQL,
    POSTGRES,
    REDIS,
    SIP_TCP,
    SIP_UDP,
    SSH,
    TCP,
    UDP,
    Protocol,
)
from diagramgen.schema.view import Hubs, OverviewView, ServiceView, View
from diagramgen.schema.zone import Boundary, Zone

__all__ = [
    "AMQP", "DNS", "GRPC", "HTTP", "HTTPS", "KAFKA", "LDAP", "MYSQL", "POSTGRES", "REDIS", "SIP_TCP", "SIP_UDP",
    "SSH", "TCP", "UDP", "Architecture", "Boundary", "Broker", "Classification", "Connection", "DataStore",
    "Endpoint", "ExternalSystem", "Hubs", "Kind", "Link", "OverviewView", "Person", "PortItem", "Ports", "Protocol",
    "Retired", "Service", "ServiceView", "Status", "Tenancy", "View", "Zone",
]
