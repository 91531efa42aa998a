"""The packages: what is in them, and that they are the same wherever they are made."""

import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from shipping.account_template import key_parameter
from shipping.extension import Extension, UnknownExtensionError, all_extensions, chosen
from shipping.package import PackagingError, build, contents_in, of_files
from shipping.software_bill import bill

from cfn_local.runtime.image import runtime_packages

EXTENSIONS = all_extensions()
WITH_HANDLERS = [extension for extension in EXTENSIONS if extension.kind != "MODULE"]
HOOK = next(extension for extension in EXTENSIONS if extension.kind == "HOOK")

pytestmark = pytest.mark.contract

every_extension = pytest.mark.parametrize("extension", EXTENSIONS, ids=lambda extension: extension.name)
every_one_with_handlers = pytest.mark.parametrize("extension", WITH_HANDLERS, ids=lambda extension: extension.name)


@pytest.fixture
def copied(tmp_path: Path):
    """Makes another copy of a project, of today."""

    def copy(extension: Extension) -> Extension:
        folder = tmp_path / "elsewhere" / extension.folder.name
        left_by_cfn = shutil.ignore_patterns("build", "*.zip", "rpdk.log*")
        shutil.copytree(extension.folder, folder, ignore=left_by_cfn, copy_function=shutil.copyfile)
        return Extension.in_folder(folder)

    return copy


class TestAPackageOfEachKind:
    @pytest.mark.parametrize("extension", {one.kind: one for one in EXTENSIONS}.values(), ids=lambda one: one.kind)
    def test_is_the_same_bytes_from_another_folder_with_other_times(self, packages, copied, extension):
        elsewhere = copied(extension)
        (elsewhere.folder / "rpdk.log").write_text("what cfn left")
        assert build(elsewhere).sha256 == packages[extension.type_name].sha256


class TestEveryPackage:
    @every_extension
    def test_has_no_time_and_no_order_of_its_own(self, packages, extension):
        with zipfile.ZipFile(io.BytesIO(packages[extension.type_name].content)) as archive:
            members = archive.infolist()
        assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
        assert [member.filename for member in members] == sorted(member.filename for member in members)

    @every_extension
    def test_has_at_most_two_and_a_half_megabytes(self, packages, extension):
        assert len(packages[extension.type_name].content) <= 2_500_000

    @every_extension
    def test_says_at_the_end_of_its_description_what_it_holds(self, packages, extension):
        package = packages[extension.type_name]
        schema = json.loads(package.files["schema.json"])
        assert schema["typeName"] == extension.type_name
        assert schema["description"].endswith(f" [package {package.contents}]")
        assert contents_in(schema["description"]) == package.contents

    @every_extension
    def test_lists_in_its_bill_what_its_handlers_require(self, packages, extension):
        files = packages[extension.type_name].files
        shipped = {name.split("/")[1] for name in files if ".dist-info/" in name}
        listed = json.loads(bill(packages[extension.type_name]))
        named = {f"{one['name'].replace('-', '_')}-{one['version']}.dist-info" for one in listed.get("components", [])}
        assert named == shipped
        assert listed["metadata"]["component"]["hashes"] == [
            {"alg": "SHA-256", "content": packages[extension.type_name].sha256}
        ]


class TestEveryPackageWithHandlers:
    @every_one_with_handlers
    def test_is_imported_by_a_python_that_has_boto3_and_nothing_else(self, packages, tmp_path, extension):
        package = packages[extension.type_name]
        with zipfile.ZipFile(io.BytesIO(package.content)) as whole, whole.open("ResourceProvider.zip") as handlers:
            zipfile.ZipFile(handlers).extractall(tmp_path)
        module, _, name = json.loads(package.files[".rpdk-config"])["entrypoint"].rpartition(".")
        paths = [str(tmp_path), str(runtime_packages())]
        program = f"import sys; sys.path += {paths}; from {module} import {name}"
        done = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    @every_one_with_handlers
    def test_holds_the_inputs_that_aws_tests_it_with(self, packages, extension):
        inside = {name for name in packages[extension.type_name].files if name.startswith("inputs/")}
        assert inside == {f"inputs/{path.name}" for path in (extension.folder / "inputs").iterdir()}
        assert inside

    @every_one_with_handlers
    def test_holds_nothing_that_the_lambda_runtime_brings(self, packages, extension):
        files = packages[extension.type_name].files
        folders = {name.split("/")[1] for name in files if name.startswith("ResourceProvider.zip/")}
        assert folders & {"boto3", "botocore", "s3transfer", "setuptools", "bin"} == set()


class TestAChange:
    def test_of_a_handler_is_another_package_that_says_so(self, packages, changed_hook):
        before, after = packages[HOOK.type_name], build(Extension.in_folder(changed_hook))
        assert after.contents != before.contents
        assert after.key != before.key
        assert after.key == f"awscommunity-spot-allocationcheck/{hashlib.sha256(after.content).hexdigest()}.zip"


class TestAProjectThatMustNotBeShipped:
    @pytest.mark.parametrize(
        ("file", "content", "reason"),
        [
            ("tests/test_rules.py", "", "tests are not shipped"),
            ("test_rules.py", "", "tests are not shipped"),
            ("conftest.py", "", "tests are not shipped"),
            (".env", "", "its name is that of a file with secrets"),
            ("deploy.key", "", "its name is that of a file with secrets"),
            ("keys.py", "-----BEGIN RSA " + "PRIVATE KEY-----", "it holds a private key"),
            ("keys.py", "KEY = 'AKIA" + "Q3EGXH5ZK7WLJN2T'", "it holds an AWS access key"),
            ("keys.py", "aws_secret_access_key = '" + "a1B2" * 10 + "'", "it holds an AWS secret access key"),
            ("keys.py", "TOKEN = 'ghp_" + "a1B2" * 9 + "'", "it holds a token of GitHub"),
            ("fast.so", "", "it is compiled for one machine"),
        ],
    )
    def test_is_refused_by_the_name_of_the_file_and_the_reason(self, packages, file, content, reason):
        files = {**packages[HOOK.type_name].files, f"src/check/{file}": content.encode()}
        with pytest.raises(PackagingError) as refused:
            of_files(HOOK, files)
        assert f"\nsrc/check/{file}: {reason}" in str(refused.value)

    def test_is_refused_for_inputs_that_name_exports(self, packages):
        files = {**packages[HOOK.type_name].files, "inputs/inputs_3_pre_create.json": b'{"Name": "{{ Exported }}"}'}
        with pytest.raises(PackagingError, match=r"inputs_3_pre_create\.json: .* write real values"):
            of_files(HOOK, files)

    def test_is_refused_with_a_test_beside_its_handlers(self, copied):
        extension = copied(HOOK)
        (extension.folder / "src" / "awscommunity_spot_allocationcheck" / "test_rules.py").touch()
        with pytest.raises(PackagingError) as refused:
            build(extension)
        shipped = "awscommunity_spot_allocationcheck/test_rules.py: tests are not shipped"
        assert f"\nResourceProvider.zip/{shipped}" in str(refused.value)

    def test_is_refused_where_it_is_too_large(self, packages):
        files = packages[HOOK.type_name].files
        noise = b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(80_000))
        with pytest.raises(PackagingError, match=r"It has [0-9,]+ bytes, and may have 2,500,000"):
            of_files(HOOK, {**files, "src/noise": noise})

    def test_is_refused_where_it_brings_what_the_runtime_has(self, packages):
        files = {**packages[HOOK.type_name].files, "ResourceProvider.zip/boto3/session.py": b""}
        with pytest.raises(PackagingError, match=r"boto3/session\.py: the Lambda runtime brings it"):
            of_files(HOOK, files)


class TestAnExtension:
    @every_extension
    def test_is_named_by_its_type_its_folder_and_its_path(self, extension):
        for name in (extension.type_name, extension.name, extension.folder.name, str(extension.folder)):
            assert chosen([name]) == [extension]

    def test_that_nobody_knows_is_answered_with_those_that_there_are(self):
        with pytest.raises(UnknownExtensionError, match=r"'nowhere' is no extension.*hooks/spot-allocation-check"):
            chosen(["nowhere"])

    def test_has_names_in_templates_of_its_own(self):
        assert key_parameter(HOOK) == "SpotAllocationCheckKey"
        assert len({extension.logical_name for extension in EXTENSIONS}) == len(EXTENSIONS)
