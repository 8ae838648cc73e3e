"""What talks to what. The source opens the connection; answers come back on it and are no row of their own."""

from diagramgen import AMQP, HTTPS, POSTGRES, Connection, Ports, Protocol

from .endpoints import (
    booking,
    events,
    mail_relay,
    payment,
    seats,
    ticket_files,
    tickets,
    visitor,
)

# The usual protocols come with diagramgen. These two do not. A colour and a dash are chosen for you, or by you.
FILES = Protocol(id="files", name="Files")
SMTP = Protocol(id="smtp", name="SMTP", application="SMTP", default_port=25, color="#33691e", dash="dotted")

# A number is the name of its connection, in pictures as in talk. A new connection gets the next free number, and
# nothing is ever numbered anew.
connections = [
    Connection(
        number=1,
        source=visitor,
        destination=booking,
        protocol=HTTPS,
        ports=443,
        data="Searches and bookings.",
    ),
    Connection(
        number=2,
        source=booking,
        destination=seats,
        protocol=POSTGRES,
        ports="5432*",  # the star: an installation can choose another port
        data="Seats, prices and bookings.",
    ),
    Connection(
        number=3,
        source=booking,
        destination=payment,
        protocol=HTTPS,
        ports=443,
        data="The amount and the booking's number.",
    ),
    Connection(
        number=4,
        source=payment,
        destination=booking,
        protocol=HTTPS,
        ports=8443,
        data="Whether the money has come.",
    ),
    Connection(
        number=5,
        source=booking,
        destination=events,
        protocol=AMQP,
        ports="5672*",
        data="Paid bookings.",
    ),
    Connection(
        number=6,
        source=tickets,  # the one who connects, although the bookings travel the other way
        destination=events,
        protocol=AMQP,
        ports="5672*",
        data="Fetches paid bookings.",
    ),
    Connection(
        number=7,
        source=tickets,
        destination=ticket_files,
        protocol=FILES,
        ports="N/A",  # a mounted volume has no port
        data="A PDF for each ticket.",
    ),
    Connection(
        number=8,
        source=tickets,
        destination=mail_relay,
        protocol=SMTP,
        ports=Ports.unknown("the contract is not signed yet"),
        data="Tickets as e-mail.",
    ),
]
