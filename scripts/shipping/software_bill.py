"""The software bill of materials of a package, as CycloneDX 1.6 JSON: what is inside, and its licences."""

import hashlib
import re
import uuid
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

from workspace import ROOT

from shipping.package import HANDLERS, Package

# The oldest on which every contract suite has passed. On 1.34.6, the oldest that the support library allows, groups are
# listed without their description, by which ODCR::Group knows its own.
OLDEST_BOTO3 = "1.36.0"
_METADATA = re.compile(HANDLERS + r"[^/]+\.dist-info/METADATA")
_WHEELHOUSE = ROOT / ".wheelhouse"


def bill(package: Package) -> dict[str, Any]:
    """The same document for the same package: its serial number follows from the package's checksum."""
    own = _own_component(package)
    components = [_component(metadata) for metadata in _distributions(package)]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, package.sha256)}",
        "version": 1,
        "metadata": {"component": own},
        "components": components,
        "dependencies": [{"ref": own["bom-ref"], "dependsOn": [one["bom-ref"] for one in components]}],
    }


def _own_component(package: Package) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library" if package.extension.kind == "MODULE" else "application",
        "bom-ref": package.extension.name,
        "name": package.extension.type_name,
        "version": package.contents,
        "hashes": [{"alg": "SHA-256", "content": package.sha256}],
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }
    if package.extension.kind != "MODULE":
        oldest = {"name": "awscommunity:boto3:from-the-lambda-runtime", "value": f">={OLDEST_BOTO3}"}
        component["properties"] = [oldest]
    return component


def _distributions(package: Package) -> list[Message]:
    """The metadata of the distributions among the handlers' files, by name."""
    files = package.files
    return [message_from_bytes(files[name]) for name in sorted(files) if _METADATA.fullmatch(name)]


def _component(metadata: Message) -> dict[str, Any]:
    name, version = re.sub(r"[-_.]+", "-", metadata["Name"]).lower(), metadata["Version"]
    reference = f"pkg:pypi/{name}@{version}"
    licence = metadata["License-Expression"] or metadata["License"]
    return {
        "type": "library",
        "bom-ref": reference,
        "name": name,
        "version": version,
        "purl": reference,
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(_wheel(name, version).read_bytes()).hexdigest()}],
        **({"licenses": [{"license": {"name": licence.splitlines()[0]}}]} if licence else {}),
    }


def _wheel(name: str, version: str) -> Path:
    """The wheel that it was installed from."""
    (found,) = _WHEELHOUSE.glob(f"{name.replace('-', '_')}-{version}-*.whl")
    return found
