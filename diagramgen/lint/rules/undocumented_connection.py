"""The rule undocumented-connection."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.claims import claims
from diagramgen.lint.mentions import Mentions, reached_at
from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule
from diagramgen.lint.words import includes, known_ports, ports_in


@rule
def undocumented_connection(model: Model) -> Iterator[Found]:
    """The data speaks of a connection that the model does not have.

    What it finds: Connections whose data has a sentence with two things in it: a port that the row does not have,
    and an endpoint to which the source has no connection. The first such sentence counts. What a clause denies does not
    count: "never", "does not", "no longer", "instead of". A name of one word that is written small may be any word, and
    counts only where something goes there, as in "to orders" or "calls orders", or where it stands with the port.

    Why: Such a sentence describes traffic, and no row documents it: neither the table nor a picture has it.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
      - {id: mailer, kind: service, name: Mailer, summary: Sends mail., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: mailer, protocol: https, ports: 443,
         data: The shop stores the mail in Orders on port 5432 and tells the mailer.}
      - {number: 2, source: mailer, destination: orders, protocol: postgres, ports: 5432, data: Mails.}
    ```

    Good:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
      - {id: mailer, kind: service, name: Mailer, summary: Sends mail., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: mailer, protocol: https, ports: 443,
         data: The shop stores the mail in Orders on port 5432 and tells the mailer.}
      - {number: 2, source: mailer, destination: orders, protocol: postgres, ports: 5432, data: Mails.}
      - {number: 3, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Mails.}
    ```

    Way out: Add the connection with a number of its own, or correct the text.
    """
    known, mentions = known_ports(model), Mentions(model.endpoints)
    for c in model.connections:
        reached = {c.source.id, *(found.destination.id for found in model.outgoing(c.source))}
        for sentence in claims(c.data):
            ports = [port for port in ports_in(sentence, known) if not includes(c.ports, port)]
            if not ports:
                continue
            others = [mention for mention in mentions.find(sentence) if mention.endpoint not in reached]
            end = reached_at(ports[0], sentence, others)
            if end is not None:
                message = f"speaks of port {ports[0]} and {end.endpoint}, to which {c.source.id} has no connection"
                yield Found(c, message, f"add a connection from {c.source.id} to {end.endpoint}, or correct the text")
                break
