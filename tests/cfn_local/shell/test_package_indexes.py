"""pip finds its packages where the user's settings say, and AWS nowhere."""

import base64
import hashlib
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from cfn_local import environment
from cfn_local.gateway.certificates import CertificateAuthority
from cfn_local.shell.package_indexes import PipSettings, pip_settings, with_package_indexes

GATEWAY = "http://127.0.0.1:9"
BARE = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "PIP_CONFIG_FILE": os.devnull}


def hosts(**settings: str) -> list[str]:
    return PipSettings({name.replace("_", "-"): value for name, value in settings.items()}).hosts


class TestTheHostsOfIndexes:
    def test_are_those_of_pypi_where_nothing_is_set(self) -> None:
        assert hosts() == ["files.pythonhosted.org", "pypi.org"]

    def test_are_those_that_the_settings_name(self) -> None:
        assert hosts(
            index_url="https://user:secret@index.example.com:8443/simple",
            extra_index_url="http://one.example.com/simple\nhttps://two.example.com/simple file:///mine",
            find_links="/folder https://links.example.com/",
        ) == ["index.example.com", "links.example.com", "one.example.com", "two.example.com"]

    def test_stay_those_of_pypi_beside_more_of_the_users(self) -> None:
        assert hosts(extra_index_url="https://mine.example.com/simple") == [
            "files.pythonhosted.org",
            "mine.example.com",
            "pypi.org",
        ]

    @pytest.mark.parametrize(("no_index", "found"), [("1", []), ("True", []), ("0", ["index.example.com"])])
    def test_are_none_where_pip_is_to_ask_no_index(self, no_index: str, found: list[str]) -> None:
        assert hosts(no_index=no_index, index_url="https://index.example.com/simple", find_links="/wheels") == found

    def test_are_never_of_aws(self) -> None:
        assert hosts(index_url="https://aws:token@domain-1.d.codeartifact.us-east-1.amazonaws.com/pypi/mine") == []


class TestPipsSettings:
    def test_come_from_its_files_and_the_environment_which_goes_before(self, tmp_path: Path) -> None:
        (tmp_path / "pip.conf").write_text(
            "[global]\nindex-url = https://file.example.com/simple\ncert = /of/file\n"
            "extra-index-url =\n    https://one.example.com/simple\n    https://two.example.com/simple\n"
        )
        found = pip_settings({**BARE, "PIP_CONFIG_FILE": str(tmp_path / "pip.conf"), "PIP_CERT": "/of/environment"})

        assert found.hosts == ["file.example.com", "one.example.com", "two.example.com"]
        assert found.certificates == "/of/environment"

    def test_are_none_where_there_is_no_pip(self, tmp_path: Path) -> None:
        assert pip_settings({"PATH": str(tmp_path)}) == PipSettings({})


class TestAUserBehindAProxy:
    def surroundings(self, tmp_path: Path, users: dict[str, str]) -> dict[str, str]:
        authority = tmp_path / "authority.pem"
        authority.write_text("of the local AWS")
        local = environment.with_local_aws(users, proxy_url=GATEWAY, certificate_authority=authority)
        return with_package_indexes(local, users, PipSettings({}), tmp_path)

    def test_has_pip_go_through_it_and_nothing_else(self, tmp_path: Path) -> None:
        found = self.surroundings(tmp_path, {"https_proxy": "http://proxy.example.com:3128"})

        assert found["PIP_PROXY"] == "http://proxy.example.com:3128"
        assert found["HTTPS_PROXY"] == GATEWAY
        assert found["NO_PROXY"] == "127.0.0.1,localhost"

    def test_who_has_a_proxy_for_pip_keeps_that(self, tmp_path: Path) -> None:
        users = {"HTTPS_PROXY": "http://proxy.example.com:3128", "PIP_PROXY": "http://pip.example.com:3128"}

        assert self.surroundings(tmp_path, users)["PIP_PROXY"] == "http://pip.example.com:3128"


def wheel() -> bytes:
    """A package `told` of one module, as an index would serve it."""
    files = {
        "told.py": b"",
        "told-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: told\nVersion: 1.0\n",
        "told-1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {
        name: base64.urlsafe_b64encode(hashlib.sha256(text).digest()).rstrip(b"=") for name, text in files.items()
    }
    record = "".join(f"{name},sha256={digest.decode()},{len(files[name])}\n" for name, digest in digests.items())
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in {
            **files,
            "told-1.0.dist-info/RECORD": (record + "told-1.0.dist-info/RECORD,,\n").encode(),
        }.items():
            archive.writestr(name, text)
    return written.getvalue()


class _Index(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        is_page = self.path == "/simple/told/"
        body = b'<a href="/told-1.0-py3-none-any.whl">told</a>' if is_page else wheel()
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if is_page else "application/zip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Nobody reads it."""


class TestPip:
    """The real one, with an index of the user's own, over TLS, and under an authority that only the user knows."""

    ADDRESS = "127.0.0.2"  # of this machine, but not one that no proxy is for anyway

    @pytest.fixture
    def index(self, tmp_path: Path) -> Iterator[tuple[str, Path]]:
        """Its URL, and the file with its authority."""
        (tmp_path / "index").mkdir()
        authority = CertificateAuthority(tmp_path / "index")
        server = ThreadingHTTPServer((self.ADDRESS, 0), _Index)
        server.socket = authority.context_for(self.ADDRESS).wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"https://{self.ADDRESS}:{server.server_address[1]}/simple", authority.path
        server.shutdown()
        server.server_close()

    @pytest.mark.parametrize("by", ["PIP_CERT", "REQUESTS_CA_BUNDLE"])
    def test_installs_from_the_users_index_under_a_local_aws(
        self, index: tuple[str, Path], tmp_path: Path, by: str
    ) -> None:
        url, authority = index
        users = {**BARE, "HOME": str(tmp_path), "PIP_INDEX_URL": url, by: str(authority)}
        (tmp_path / "local").mkdir()
        of_local_aws = CertificateAuthority(tmp_path / "local").path
        local = environment.with_local_aws(users, proxy_url=GATEWAY, certificate_authority=of_local_aws)
        surroundings = with_package_indexes(local, users, pip_settings(users), tmp_path)
        command = [
            "pip",
            "install",
            "--quiet",
            "--no-cache-dir",
            "--retries=0",
            "--target",
            str(tmp_path / "build"),
            "told",
        ]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)

        assert (tmp_path / "build/told.py").is_file(), done.stderr

    def test_would_not_without_that(self, index: tuple[str, Path], tmp_path: Path) -> None:
        url, authority = index
        users = {**BARE, "HOME": str(tmp_path), "PIP_INDEX_URL": url, "PIP_CERT": str(authority)}
        local = environment.with_local_aws(users, proxy_url=GATEWAY, certificate_authority=authority)
        command = ["pip", "install", "--quiet", "--retries=0", "--target", str(tmp_path / "build"), "told"]

        assert subprocess.run(command, env=local, capture_output=True, check=False).returncode == 1
