"""What several extensions carry alike is one source, copied by scripts/generate."""

import ast
from pathlib import Path

import pytest
from shipping.extension import Extension, all_extensions
from vendoring import VENDORED, copies_for, write_copies

CARRIERS = [extension for extension in all_extensions() if copies_for(extension)]


def test_every_resource_type_carries_the_same():
    assert [one.folder.name for one in all_extensions() if one.kind == "RESOURCE"] == [
        one.folder.name for one in CARRIERS if one.kind == "RESOURCE"
    ]


@pytest.mark.parametrize("extension", CARRIERS, ids=lambda one: one.folder.name)
def test_the_copies_are_current(extension):
    copies = copies_for(extension)
    held = {path: path.read_text("utf-8") for path in (extension.package / "shared").glob("*.py")}
    assert held == copies, "vendored/ has changed: run scripts/generate"


def test_a_copy_says_where_it_comes_from(tmp_path):
    extension = an_extension(tmp_path)
    write_copies(extension)
    first, *rest = (extension.package / "shared" / "tags.py").read_text("utf-8").splitlines(keepends=True)
    assert first == "# Written by scripts/generate from vendored/handlers/tags.py: edit that.\n"
    assert "".join(rest) == (VENDORED / "handlers" / "tags.py").read_text("utf-8")


def test_a_copy_whose_source_is_gone_goes(tmp_path):
    extension = an_extension(tmp_path)
    write_copies(extension)
    (extension.package / "shared" / "old.py").write_text("", "utf-8")
    write_copies(extension)
    assert not (extension.package / "shared" / "old.py").exists()


@pytest.mark.parametrize("path", sorted(VENDORED.rglob("*.py")), ids=lambda path: path.name)
def test_a_copy_needs_nothing_but_its_own_package_and_the_libraries_of_handlers(path: Path):
    imports = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    outside = [f"{'.' * node.level}{node.module or ''}" for node in imports if node.level > 1 and node.module]
    assert outside == []


def an_extension(tmp_path: Path) -> Extension:
    extension = Extension(tmp_path, "RESOURCE", "Some::Resource::Type")
    extension.package.mkdir(parents=True)
    return extension
