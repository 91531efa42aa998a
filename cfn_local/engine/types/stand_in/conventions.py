"""What a property of AWS usually looks like, told from its name. Used where no form of it is known."""

from __future__ import annotations

GENERATED_NAME = "{stack}-{id}-{random}"

# By the end of the property's name; the first that fits.
_BY_NAME = (
    (("AccountId", "OwnerId", "Owner", "AwsAccount"), "{account}"),
    (("AvailabilityZone",), "{region}a"),
    (("RegionName", "Region"), "{region}"),
    (("Arn", "ARN"), "arn:{partition}:SERVICE:{region}:{account}:resource/{lower12}"),
    (("Id", "ID", "Identifier", "Uuid"), "{uuid}"),
    (("WebsiteURL", "Url", "URL", "Uri", "URI"), "https://{lower10}.SERVICE.{region}.{dns}"),
    (
        ("Endpoint", "DomainName", "DNSName", "DnsName", "Domain", "Dns", "Address", "HostName"),
        "{lower10}.SERVICE.{region}.{dns}",
    ),
    (("IpAddress", "PublicIp", "PrivateIp", "IpAddresses"), "{ip}"),
    (("Time", "Date", "At", "Timestamp", "On", "Created", "Modified"), "{now}"),
    (("Status", "State"), "ACTIVE"),
    (("Version", "Revision", "Number"), "1"),
    (("Port",), "443"),
    (("Name", "Names"), GENERATED_NAME),
)
_BY_FORMAT = {"date-time": "{now}", "arn": "arn:{partition}:SERVICE:{region}:{account}:resource/{lower12}"}
_BY_FORMAT |= {"uri": "https://{lower10}.SERVICE.{region}.{dns}", "email": "{lower10}@example.com"}
_ANYTHING = "{lower12}"


def form_of(name: str, formats: list[str], type_name: str) -> str:
    """The usual form of a text property with this name and these formats of its schema."""
    by_format = (_BY_FORMAT[one] for one in formats if one in _BY_FORMAT)
    by_name = (form for ends, form in _BY_NAME if name.endswith(ends))
    form = next(by_format, None) or next(by_name, _ANYTHING)
    return form.replace("SERVICE", service_of(type_name))


def service_of(type_name: str) -> str:
    """The service of a type, as in host names and ARNs."""
    return type_name.split("::")[1].lower()
