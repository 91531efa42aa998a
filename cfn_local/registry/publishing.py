"""Types that the accounts of this local AWS publish for others to activate: RegisterPublisher and PublishType.

Nothing is verified, and no contract test is asked for; see DIFFERENCES.md.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from moto.cloudformation.models import CloudFormationBackend, cloudformation_backends
from moto.core.responses import ActionResult

from cfn_local import partitions
from cfn_local.registry.arns import requested_type
from cfn_local.registry.errors import InvalidRequest, RegistryError, type_not_found
from cfn_local.registry.type_versions import TypeVersion, registry_of

_FIRST = "1.0.0"
_NUMBER = re.compile(r"(\d+)\.(\d+)\.(\d+)")
_LENGTH_OF_AN_ID = 40


@dataclass(frozen=True)
class PublishedType:
    """A version of a private type, as it was published."""

    publisher_id: str
    number: str
    version: TypeVersion

    def arn(self, region: str) -> str:
        """Return the ARN of the public type, without its version."""
        name = self.version.type_name.replace("::", "-")
        place = f"type/{self.version.kind.lower()}/{self.publisher_id}/{name}"
        return partitions.arn("cloudformation", region, "", place)


@dataclass
class Publications:
    """What an account has published in a Region, oldest first; nothing while it is no publisher."""

    is_publisher: bool = False
    published: list[PublishedType] = field(default_factory=list)

    def latest(self, kind: str, type_name: str) -> PublishedType | None:
        found = [one for one in self.published if (one.version.kind, one.version.type_name) == (kind, type_name)]
        return found[-1] if found else None


def publisher_id(account_id: str) -> str:
    """Return the ID that an account has as a publisher, the same in every Region."""
    return hashlib.sha256(account_id.encode()).hexdigest()[:_LENGTH_OF_AN_ID]


def published_type(kind: str, type_name: str, publisher: str, region: str) -> PublishedType | None:
    """Return the latest version of a public type of any account."""
    for account_id, publications in _all_publications(region):
        if publisher_id(account_id) == publisher:
            return publications.latest(kind, type_name)
    return None


class PublishingActions:
    """Actions added to moto's CloudFormationResponse."""

    _get_param: Any
    current_account: str
    region: str

    def register_publisher(self) -> ActionResult:
        if self._get_param("AcceptTermsAndConditions") not in (True, "true"):
            raise InvalidRequest("A publisher must accept the terms and conditions: AcceptTermsAndConditions.")
        _publications_of(cloudformation_backends[self.current_account][self.region]).is_publisher = True
        return ActionResult({"PublisherId": publisher_id(self.current_account)})

    def describe_publisher(self) -> ActionResult:
        asked = self._get_param("PublisherId") or publisher_id(self.current_account)
        for account_id, publications in _all_publications(self.region):
            if publications.is_publisher and publisher_id(account_id) == asked:
                return ActionResult({"PublisherId": asked, "PublisherStatus": "VERIFIED"})
        raise RegistryError(f"The publisher '{asked}' is not registered in this Region.")

    def publish_type(self) -> ActionResult:
        """Publish the default version, as 1.0.0 or the next minor version if no number is given."""
        publications = _publications_of(cloudformation_backends[self.current_account][self.region])
        if not publications.is_publisher:
            raise RegistryError("This account is no publisher in this Region: RegisterPublisher makes it one.")
        named = requested_type(self._get_param)
        registry = registry_of(self.current_account, self.region)
        version = registry.default_version(named.kind, named.type_name)
        if version is None or version.activation is not None:
            raise type_not_found(named.type_name)
        latest = publications.latest(named.kind, named.type_name)
        number = self._get_param("PublicVersionNumber") or _next(latest)
        if not _NUMBER.fullmatch(number) or (latest and _parts(number) <= _parts(latest.number)):
            raise RegistryError(f"PublicVersionNumber '{number}' must be like 1.0.0 and higher than the last one.")
        new = PublishedType(publisher_id(self.current_account), number, version)
        publications.published.append(new)
        return ActionResult({"PublicTypeArn": f"{new.arn(self.region)}/{number}"})


def _publications_of(backend: CloudFormationBackend) -> Publications:
    kept: Publications = backend.__dict__.setdefault("publications", Publications())
    return kept


def _all_publications(region: str) -> Iterator[tuple[str, Publications]]:
    for account_id, backends in list(cloudformation_backends.items()):
        if region in backends:
            yield account_id, _publications_of(backends[region])


def _next(latest: PublishedType | None) -> str:
    if latest is None:
        return _FIRST
    major, minor, _ = _parts(latest.number)
    return f"{major}.{minor + 1}.0"


def _parts(number: str) -> tuple[int, int, int]:
    major, minor, patch = number.split(".")
    return int(major), int(minor), int(patch)
