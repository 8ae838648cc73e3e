"""What there is and where it stands: services, stores, brokers, systems of others, people."""

from diagramgen import Boundary, Broker, DataStore, ExternalSystem, Person, Service, Tenancy, Zone

# What crosses the boundary, and which way, decides whether a connection is ingress, egress or neither.
cluster = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
internet = Zone(id="internet", name="Internet", boundary=Boundary.OUTSIDE)

visitor = Person(id="visitor", name="Visitor", zone=internet, summary="Somebody who wants to see a play.")

# An id is the address of a page, so it stays as it is. The name is what people read: change it freely.
booking = Service(
    id="booking",
    name="Booking",
    zone=cluster,
    tenancy=Tenancy.MULTI,
    tenancy_basis="One deployment sells for all theatres.",
    summary="Shows what is on, holds seats and takes bookings.",
    owner="Team Box Office",
)
tickets = Service(
    id="tickets",
    name="Tickets",
    zone=cluster,
    tenancy=Tenancy.MULTI,
    tenancy_basis="One deployment works for all theatres.",
    summary="Makes a ticket of every paid booking and sends it.",
    owner="Team Box Office",
)

seats = DataStore(
    id="seats",
    name="Seats",
    zone=cluster,
    tenancy=Tenancy.SINGLE,
    tenancy_basis="A database for each theatre.",
    summary="Every seat of every evening, and who has it.",
    owner="Team Box Office",
    icon="onprem.database.Postgresql",
)
ticket_files = DataStore(
    id="ticket-files",
    name="Ticket files",
    zone=cluster,
    tenancy=Tenancy.MULTI,
    tenancy_basis="One volume with a folder for each theatre.",
    summary="The tickets as PDF, kept until the day after the play.",
    owner="Team Box Office",
)
events = Broker(
    id="events",
    name="Events",
    zone=cluster,
    tenancy=Tenancy.MULTI,
    tenancy_basis="One broker, and a queue that all theatres share.",
    summary="Passes paid bookings on.",
    owner="Team Platform",
    icon="onprem.queue.RabbitMQ",
)

payment = ExternalSystem(
    id="payment",
    name="Payment provider",
    zone=internet,
    summary="Takes the money. Card numbers stay there.",
)
mail_relay = ExternalSystem(
    id="mail-relay",
    name="Mail relay",
    zone=internet,
    summary="Delivers e-mail.",
)

# All that belongs to the model. Something that is used and not listed is an error.
zones = [cluster, internet]
endpoints = [
    visitor,
    booking,
    tickets,
    seats,
    ticket_files,
    events,
    payment,
    mail_relay,
]
