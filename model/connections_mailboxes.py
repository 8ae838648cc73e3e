"""Who uses Voicemail, and where it keeps the messages."""

from diagramgen import HTTP, Connection

from .endpoints_backing import object_storage
from .endpoints_platform_applications import genesys_web_services_and_applications
from .endpoints_platform_media import genesys_voice_platform
from .endpoints_voice_calls import voicemail

connections = [
    Connection(
        number=18,
        source=genesys_voice_platform,
        destination=voicemail,
        protocol=HTTP,
        ports="8081",
        data="Communication to provide voicemail IVR pages.",
    ),
    # The text begins with traffic the other way, from Voicemail to GWS.
    Connection(
        number=19,
        source=genesys_web_services_and_applications,
        destination=voicemail,
        protocol=HTTP,
        ports="8081",
        data="Voicemail uses GWS for user authentication. Agent Setup uses Voicemail service for Admin API "
        "functionalities. WWE uses Voicemail service for User API functionalities.",
    ),
    # Published as intra-cluster; object storage stands outside, so by the zones this is egress.
    Connection(
        number=24,
        source=voicemail,
        destination=object_storage,
        protocol=HTTP,
        ports="N/A",
        classification="Intra-cluster",
        data="Mailbox configurations and all the voicemail messages are saved in Azure Blob Storage/AWS S3 bucket. "
        "HTTP connection protocol is used without any specific port, whereas secret keys are used for "
        "establishing the connections.",
    ),
]
