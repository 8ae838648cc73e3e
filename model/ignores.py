"""What `diagramgen lint` finds in the published rows. They are quoted as they are, so each finding has a reason here.

"Published" means the connections table of the Architecture page in the Voice Microservices Private Edition Guide.
"""

from diagramgen import Ignore

ignores = [
    Ignore(
        rule="missing-configurable-mark",
        object="connection-7",
        reason="Published so: row 7 says 6379, where every other row to Redis says 6379*.",
    ),
    Ignore(
        rule="undocumented-connection",
        object="connection-10",
        reason="Published so: row 10 tells of GES and Redis on port 6379; no row leads from GES to Redis.",
    ),
    Ignore(
        rule="initiating-store",
        object="connection-14",
        reason="Published so: row 14 has Redis 6.x as its source and Tenant Service as its destination.",
    ),
    Ignore(
        rule="contradicting-classification",
        object="connection-14",
        reason="Published so: row 14 says Egress. By the page's own rule a connection into the cluster is Ingress.",
    ),
    Ignore(
        rule="reversed-description",
        object="connection-19",
        reason="Published so: row 19 leads from GWS to Voicemail, and its text begins with 'Voicemail uses GWS'.",
    ),
    Ignore(
        rule="contradicting-classification",
        object="connection-24",
        reason="Published so: row 24 says Intra-cluster. Other rows to third-party stores (6, 11, 13) say Egress.",
    ),
    Ignore(
        rule="plain-http-egress",
        object="connection-24",
        reason="Published so: row 24 says HTTP and no port; its text says that secret keys are used.",
    ),
    Ignore(
        rule="initiating-store",
        object="connection-55",
        reason="Published so: row 55 has Kafka 2.x as its source and Agent State Service as its destination.",
    ),
    Ignore(
        rule="contradicting-classification",
        object="connection-55",
        reason="Published so: row 55 says Egress. By the page's own rule a connection into the cluster is Ingress.",
    ),
    Ignore(
        rule="contradicting-classification",
        object="connection-59",
        reason="Published so: row 59 says Intra-cluster, and leads to the session border controller of the customer.",
    ),
]
