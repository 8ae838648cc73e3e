"""The architecture that this site documents.

It begins as an example, a shop for theatre tickets. Put your own over it: endpoints.py says what there is,
connections.py says what talks to what.
"""

from diagramgen import Architecture, FlowView, Step

from .connections import connections
from .endpoints import endpoints, zones

number = {connection.number: connection for connection in connections}

architecture = Architecture(
    title="@TITLE@",
    summary="How a visitor gets a ticket: which service connects to which, over what, and why.",
    zones=zones,
    endpoints=endpoints,
    connections=connections,
    # The overview and a picture for each endpoint are drawn anyway. This is one more.
    views=[
        FlowView(
            id="buying-a-ticket",
            title="Buying a ticket",
            steps=[
                Step(connection=number[1], text="The visitor chooses a seat."),
                Step(connection=number[2], text="Booking holds the seat for ten minutes."),
                Step(connection=number[3], text="Booking asks for the money."),
                Step(connection=number[4], text="The provider says that it has come."),
                Step(connection=number[5], text="Booking announces a paid seat."),
                Step(connection=number[6], text="Tickets takes it up."),
                Step(connection=number[8], text="The ticket goes out as e-mail."),
            ],
        ),
    ],
    # When a connection goes, its number is retired, so that old documents don't speak of another one:
    # retired=[Retired(number=9, since="2.0", reason="Seats are no longer sold at the door.")],
)
