"""The rule reversed-description."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagramgen.lint.claims import claims
from diagramgen.lint.model import Model
from diagramgen.lint.rule import ENDS, Found, rule
from diagramgen.lint.words import either, names_of

VERBS = (
    r"uses?|reads?|calls?|fetch(?:es)?|quer(?:y|ies)|polls?|pulls?|obtains?|retrieves?|consumes?|connects?"
    r"|subscribes?"
)
SUBJECT = r"\W*(?:(?i:the|an?)\s+)?{}"
FORM = (
    r"{subject}(?:\s+(?i:services?|servers?|also|then|can|may|might|will|must|\w+ly))*"
    rf"\s+(?i:{VERBS})\s+(?:(?:[\w/-]+\s+){{{{0,8}}}}?(?i:from|of|through|via)\s+|(?i:to|on)\s+)?"
    r"(?:(?i:the|an?)\s+)?{source}"
)
"""Destination, verb, source; between the verb and the source what is read, and a preposition."""


@rule
def reversed_description(model: Model) -> Iterator[Found]:
    """The data tells of traffic the other way.

    What it finds: Connections whose data has a sentence that begins with the destination, by name or alias, and
    says that it uses, reads, calls or fetches from the source. What a clause denies does not count: "never",
    "does not", "no longer", "instead of".

    Why: The source is who opens the connection. If the destination is the one who asks, the row is the wrong way
    round, or there is another connection that has no row.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: mailer, kind: service, name: Mailer, summary: Sends mail., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: mailer, protocol: https, ports: 443,
         data: Mailer reads the addresses from the Shop.}
    ```

    Good:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: mailer, kind: service, name: Mailer, summary: Sends mail., zone: cluster}
    connections:
      - {number: 1, source: mailer, destination: shop, protocol: https, ports: 443,
         data: Mailer reads the addresses from the Shop.}
    ```

    Way out: Exchange source and destination, add the other connection, or correct the text.
    """
    subjects = {endpoint.id: SUBJECT.format(either(names_of(endpoint))) for endpoint in model.endpoints}
    begins = {name: re.compile(subject) for name, subject in subjects.items()}
    for c in model.connections:
        about = [sentence for sentence in claims(c.data) if begins[c.destination.id].match(sentence)]
        if not about or c.source.id == c.destination.id:
            continue
        form = re.compile(FORM.format(subject=subjects[c.destination.id], source=either(names_of(c.source))))
        found = next((said for sentence in about if (said := form.match(sentence))), None)
        if found is not None:
            fix = "exchange source and destination, add a connection the other way, or correct the text"
            said_so = " ".join(found[0].split())
            yield Found(c, f"goes from {c.source.id} to {c.destination.id}, and its data says {said_so!r}", fix, ENDS)
