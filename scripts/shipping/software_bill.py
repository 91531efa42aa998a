"""The software bill of materials of a package, as CycloneDX 1.6 JSON: its contents and their licences."""

import hashlib
import re
import uuid
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from workspace import ROOT

from shipping.package import HANDLERS, Package

# The oldest version on which every contract suite has passed. On 1.34.6, the oldest that the support library allows,
# groups are listed without the description by which ODCR::Group recognizes its own.
OLDEST_BOTO3 = "1.36.0"
_METADATA = re.compile(HANDLERS + r"[^/]+\.dist-info/METADATA")
_WHEELHOUSE = ROOT / ".wheelhouse"


def bill(package: Package) -> str:
    """Return the same document for the same package: its serial number is derived from the checksum; it has no time."""
    own = _own_component(package)
    components = [_component(metadata) for metadata in _distributions(package)]
    document = Bom(components=components, serial_number=uuid.uuid5(uuid.NAMESPACE_URL, package.sha256))
    document.metadata.timestamp = None  # type: ignore[assignment]  # the specification allows it; the library's type not
    document.metadata.component = own
    document.register_dependency(own, components)
    return JsonV1Dot6(document).output_as_string(indent=2) + "\n"


def _own_component(package: Package) -> Component:
    is_module = package.extension.kind == "MODULE"
    oldest = Property(name="awscommunity:boto3:from-the-lambda-runtime", value=f">={OLDEST_BOTO3}")
    return Component(
        type=ComponentType.LIBRARY if is_module else ComponentType.APPLICATION,
        bom_ref=package.extension.name,
        name=package.extension.type_name,
        version=package.contents,
        hashes=[_sha256(package.content)],
        licenses=[DisjunctiveLicense(id="Apache-2.0")],
        properties=[] if is_module else [oldest],
    )


def _distributions(package: Package) -> list[Message]:
    """Return the metadata of the distributions among the handlers' files, by name."""
    files = package.files
    return [message_from_bytes(files[name]) for name in sorted(files) if _METADATA.fullmatch(name)]


def _component(metadata: Message) -> Component:
    name, version = re.sub(r"[-_.]+", "-", metadata["Name"]).lower(), metadata["Version"]
    reference = PackageURL("pypi", name=name, version=version)
    licence = metadata["License-Expression"] or metadata["License"]
    return Component(
        bom_ref=str(reference),
        name=name,
        version=version,
        purl=reference,
        hashes=[_sha256(_wheel(name, version).read_bytes())],
        licenses=[DisjunctiveLicense(name=licence.splitlines()[0])] if licence else [],
    )


def _sha256(content: bytes) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(content).hexdigest())


def _wheel(name: str, version: str) -> Path:
    """Return the wheel that it was installed from."""
    (found,) = _WHEELHOUSE.glob(f"{name.replace('-', '_')}-{version}-*.whl")
    return found
