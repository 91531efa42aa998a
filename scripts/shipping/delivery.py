"""The files delivered for a package: the archive, its checksum, bill of materials, schema and role template."""

from pathlib import Path

from workspace import ROOT

from shipping.package import SCHEMA, Package
from shipping.software_bill import bill

PACKAGES = ROOT / "build" / "packages"


def write(package: Package, into: Path = PACKAGES) -> Path:
    """Write the files, named after the extension, and return the archive's path."""
    into.mkdir(parents=True, exist_ok=True)
    name = package.extension.name
    archive = into / f"{name}.zip"
    archive.write_bytes(package.content)
    (into / f"{name}.zip.sha256").write_text(f"{package.sha256}  {archive.name}\n")
    (into / f"{name}.cdx.json").write_text(bill(package))
    (into / f"{name}.schema.json").write_bytes(package.files[SCHEMA])
    if package.extension.role_template is not None:
        (into / f"{name}.role.yaml").write_bytes(package.extension.role_template.read_bytes())
    return archive
