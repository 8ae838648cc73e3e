"""Where endpoints stand. What crosses the cluster's boundary, and which way, decides a connection's classification."""

from diagramgen import Boundary, Zone

cluster = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
voice_microservices = Zone(id="voice-microservices", name="Voice Microservices", parent=cluster)
platform_services = Zone(id="platform-services", name="Other services of the platform", parent=cluster)

# Redis, Kafka, PostgreSQL and object storage stand outside: the published table says Egress for their rows.
backing_services = Zone(id="backing-services", name="Third-party backing services", boundary=Boundary.OUTSIDE)
external = Zone(id="external", name="External", boundary=Boundary.OUTSIDE)
