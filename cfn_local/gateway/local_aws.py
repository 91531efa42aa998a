"""A client of a local AWS: start it, use it, stop it."""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from http.client import HTTPException
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from cfn_local import environment
from cfn_local.environment import CREDENTIALS, REGION
from cfn_local.gateway.control_protocol import (
    CONTROL,
    AccountCopy,
    AccountFile,
    CheckedTemplate,
    ClockAdvance,
    ClockAdvanced,
    Description,
    FaultsMet,
    FaultsToArm,
    FunctionDefinition,
    Item,
    Items,
    Logs,
    Mail,
    Nothing,
    StandIn,
    StandIns,
    TemplateToCheck,
)
from cfn_local.gateway.faults import Fault
from cfn_local.gateway.json_documents import Message, from_json, to_json
from cfn_local.runtime.function import SECONDS_FOR_AN_ANSWER


class LocalAwsError(Exception):
    """The local AWS does not start, or refuses a request."""


class LocalAwsClient:
    """A client of a running local AWS."""

    def __init__(self, url: str, certificate_authority: Path) -> None:
        self.url = url
        self.certificate_authority = certificate_authority

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> "LocalAwsClient":
        """Return the one that `cfn-local up` or `cfn-local exec` set in `environ`. Raise LocalAwsError if none."""
        url, certificate_authority = environ.get("HTTPS_PROXY"), environ.get("AWS_CA_BUNDLE")
        if not url or not certificate_authority:
            raise LocalAwsError("No local AWS here: run this in the environment of cfn-local up, or under exec.")
        found = cls(url, Path(certificate_authority))
        try:
            found.describe()
        except ValueError as error:  # something answers, but not with our JSON
            raise LocalAwsError(f"What answers at {url} is no local AWS.") from error
        return found

    def environment(self, base: Mapping[str, str], region: str = REGION) -> dict[str, str]:
        """Return `base` plus the variables that direct AWS clients to this local AWS, and to `region` in it."""
        return environment.with_local_aws(
            base, proxy_url=self.url, certificate_authority=self.certificate_authority, region=region
        )

    def client(self, service: str, region: str = REGION, credentials: Mapping[str, str] = CREDENTIALS) -> Any:
        """Return a boto3 client of this local AWS, regardless of the environment of this process."""
        # Imported here, because they take longer than all other imports together, and not every caller has clients.
        import boto3
        import botocore.session
        from botocore.config import Config

        # botocore reads no setting from the environment or a file if the session itself has it.
        own = {"profile": None, "config_file": os.devnull, "credentials_file": os.devnull, "ca_bundle": None}
        session = botocore.session.Session({name: (None, None, value, None) for name, value in own.items()})
        session.set_credentials(
            credentials["AWS_ACCESS_KEY_ID"],
            credentials["AWS_SECRET_ACCESS_KEY"],
            credentials["AWS_SESSION_TOKEN"],
        )
        config = Config(
            proxies={"http": self.url, "https": self.url},
            ignore_configured_endpoint_urls=True,
            use_dualstack_endpoint=False,
            use_fips_endpoint=False,
        )
        return boto3.Session(botocore_session=session, region_name=region).client(
            service, config=config, verify=str(self.certificate_authority)
        )

    def put_function(
        self,
        name: str,
        *,
        entry_point: str,
        search_path: list[str],
        interpreter: str,
        timeout_seconds: float = SECONDS_FOR_AN_ANSWER,
        own_environment: Mapping[str, str] | None = None,
    ) -> None:
        """Make `name` invocable at this local AWS's Lambda endpoint, and start its worker."""
        own = dict(own_environment or {})
        definition = FunctionDefinition(name, entry_point, tuple(search_path), interpreter, timeout_seconds, own)
        self._ask(Nothing, "PUT", "/functions", definition)

    def invoke(self, name: str, event: Any) -> Any:
        """Invoke the function `name` and return its payload; its callback delay has passed on the emulated clock."""
        return self._request("POST", f"/2015-03-31/functions/{quote(name, safe='')}/invocations", event)

    def put_conditions(self, document: Mapping[str, Any], region: str = REGION) -> None:
        """Set the conditions of this AWS: capacity, quotas, delays. See `cfn_local.services.conditions`."""
        self._ask(Nothing, "PUT", f"/conditions?region={region}", document)

    def put_faults(self, *faults: Fault) -> FaultsMet:
        """Replace the armed faults, and return what happened since those were armed."""
        return self._ask(FaultsMet, "PUT", "/faults", FaultsToArm(faults))

    def inventory(self) -> tuple[Item, ...]:
        """Return all current resources."""
        return self._ask(Items, "GET", "/inventory").items

    @property
    def label_url(self) -> str:
        """The URL to PUT `{"Label": ...}` to, the purpose of the next invocations; `describe` returns it with each."""
        return f"{self.url}{CONTROL}/label"

    def advance_clock(self, seconds: float) -> int:
        """Advance the clock and return how often scheduled rules fired. Raise LocalAwsError if too often."""
        return self._ask(ClockAdvanced, "POST", "/clock", ClockAdvance(seconds)).fired

    def reset(self) -> None:
        """Reset to an empty account; the functions stay."""
        self._ask(Nothing, "POST", "/reset", Nothing())

    def keep_account(self, name: str) -> None:
        """Keep a copy of the whole account under this name, until the end. Raise LocalAwsError if it has none."""
        self._ask(Nothing, "PUT", "/account", AccountCopy(name))

    def restore_account(self, name: str) -> None:
        """Return to this copy of the account, and forget faults and calls as `reset` does."""
        self._ask(Nothing, "POST", "/account", AccountCopy(name))

    def write_account(self, path: Path) -> None:
        """Write the whole account to a file. Raise LocalAwsError, and leave the file, if that cannot be."""
        self._ask(Nothing, "PUT", "/account-file", AccountFile(str(path.absolute())))

    def read_account(self, path: Path) -> None:
        """Make the account that of the file. Raise LocalAwsError if it is not readable, or of other versions."""
        self._ask(Nothing, "POST", "/account-file", AccountFile(str(path.absolute())))

    def describe(self) -> Description:
        """Return what has happened since the start or the last reset."""
        return self._ask(Description, "GET", "")

    def logs(self, type_name: str) -> list[Mapping[str, str]]:
        """Return the handler logs of a private type, oldest first: Time, TypeVersion (its ARN), Action, Text."""
        return list(self._ask(Logs, "GET", f"/logs?Type={quote(type_name, safe='')}").logs)

    def check(
        self,
        template: str,
        parameters: Mapping[str, str],
        stack_name: str,
        region: str | None = None,
        guard_rules: Mapping[str, str] | None = None,
    ) -> CheckedTemplate:
        """Return what stands in the way of a template, and the verdicts of hooks on each of its resources.

        `guard_rules` are evaluated as a Guard Hook would: the texts of files by their paths.
        """
        asked = TemplateToCheck(template, parameters, stack_name, region or REGION, guard_rules or {})
        return self._ask(CheckedTemplate, "POST", "/check", asked)

    def put_job_run(self, run: Mapping[str, Any], region: str = REGION) -> None:
        """State how a run of a Glue job went: a JobRun of the API, with its JobName and Id; times in seconds."""
        self._ask(Nothing, "PUT", f"/job-run?region={region}", run)

    def stand_ins(self) -> list[StandIn]:
        """Return what stacks have stood in for, even if it is deleted by now."""
        return list(self._ask(StandIns, "GET", "/stand-ins").stand_ins)

    def sent_mail(self) -> list[Mapping[str, Any]]:
        """Return the messages that SES accepted, oldest first. See `cfn_local.gateway.sent_mail`."""
        return list(self._ask(Mail, "GET", "/mail").mail)

    def _ask(self, kind: type[Message], method: str, path: str, asked: Any = None) -> Message:
        return from_json(kind, self._request(method, f"{CONTROL}{path}", to_json(asked)))

    def _request(self, method: str, path: str, document: Any) -> Any:
        body = None if document is None else json.dumps(document).encode()
        request = urllib.request.Request(self.url + path, body, method=method)  # noqa: S310
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            refusal = json.load(error)
            raise LocalAwsError(refusal.get("Error") or refusal["Message"]) from error
        except (urllib.error.URLError, ConnectionError, HTTPException) as error:
            raise LocalAwsError(f"The local AWS at {self.url} does not answer: {error}") from error


class LocalAws(LocalAwsClient):
    """Run a process with its own empty AWS account until the `with` block ends.

    The services in `soon`, by IAM prefix, are loaded immediately, so that their first request need not wait; others are
    loaded on demand. EC2 takes two seconds, most take a tenth of one.
    Types that match one of the `stand_ins` (`*` stands for any text) are stood in for where they are missing.
    With `enforce_iam` the requests of roles are judged by their policies.
    """

    def __init__(
        self,
        port: int = 0,
        soon: Iterable[str] = ("ec2", "cloudformation"),
        stand_ins: Iterable[str] = (),
        *,
        enforce_iam: bool = False,
    ) -> None:
        arguments = ["--port", str(port), "--soon", *soon, "--stand-ins", *stand_ins]
        arguments += ["--enforce-iam"] if enforce_iam else []
        self._process = subprocess.Popen(  # noqa: S603
            # -P keeps the gateway from importing files in the current folder.
            [sys.executable, "-P", "-m", "cfn_local.gateway", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment.without_aws(os.environ),
            start_new_session=True,  # Ctrl-C is for the parent process, and `stop` for this one
            text=True,
        )
        assert self._process.stdout is not None
        announced = json.loads(self._process.stdout.readline() or '{"Error": "The local AWS did not start."}')
        if "Error" in announced:
            self.stop()
            raise LocalAwsError(announced["Error"])
        super().__init__(announced["Url"], Path(announced["CertificateAuthority"]))

    def __enter__(self) -> "LocalAws":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def wait(self) -> None:
        """Wait until the process ends by itself, which it does when it cannot continue."""
        self._process.wait()

    def stop(self) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
