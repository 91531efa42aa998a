"""The requests to Cloud Control API of an account in a Region: their progress, and their client tokens."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Condition, Event, RLock
from typing import Any

from moto.cloudformation.models import cloudformation_backends

from cfn_local.cloud_control.errors import ClientTokenConflict, ConcurrentOperation, RequestTokenNotFound, event_code
from cfn_local.services import clock

# Documented: how long requests can be looked up, and how long client tokens are remembered.
_KEPT_FOR, _CLIENT_TOKENS_LAST = timedelta(days=7), timedelta(hours=36)
SECONDS_TO_RETRY_AFTER = 5
# The longest StatusMessage in the model of the API.
_LONGEST_MESSAGE = 2048
UNDER_WAY = frozenset({"PENDING", "IN_PROGRESS", "CANCEL_IN_PROGRESS"})


@dataclass(frozen=True)
class Progress:
    """A ProgressEvent. `model` is the resource's, where an answer shows one."""

    type_name: str
    operation: str
    token: str
    status: str
    time: datetime
    identifier: str | None = None
    message: str | None = None
    error_code: str | None = None
    hooks_token: str | None = None
    model: Mapping[str, Any] | None = None

    def as_answer(self) -> dict[str, Any]:
        under_way = self.status in UNDER_WAY
        members = {
            "TypeName": self.type_name,
            "Identifier": self.identifier,
            "RequestToken": self.token,
            "HooksRequestToken": self.hooks_token,
            "Operation": self.operation,
            "OperationStatus": self.status,
            "EventTime": self.time,
            "ResourceModel": None if self.model is None else as_text(self.model),
            "StatusMessage": self.message,
            "ErrorCode": self.error_code,
            "RetryAfter": clock.now() + timedelta(seconds=SECONDS_TO_RETRY_AFTER) if under_way else None,
        }
        return {name: value for name, value in members.items() if value is not None}


@dataclass(eq=False)
class ControlRequest:
    """One request to create, update or delete a resource, and its progress. `cancelled` is set by who cancels it."""

    first: Progress
    cancelled: Event = field(default_factory=Event)
    _changed: Condition = field(default_factory=Condition)

    def __post_init__(self) -> None:
        self.progress = replace(self.first, model=None)

    @property
    def is_under_way(self) -> bool:
        return self.progress.status in UNDER_WAY

    def identified(self, identifier: str) -> None:
        self._become(identifier=identifier)

    def succeeded(self, identifier: str) -> None:
        self._become(status="SUCCESS", identifier=identifier)

    def failed(self, code: str, message: str) -> None:
        self._become(status="FAILED", error_code=event_code(code), message=message[:_LONGEST_MESSAGE])

    def cancel(self) -> None:
        """Ask the operation to stop. Only one that has not ended can still do so."""
        with self._changed:
            if self.is_under_way:
                self.cancelled.set()
                self._become(status="CANCEL_IN_PROGRESS")

    def was_cancelled(self) -> None:
        self._become(status="CANCEL_COMPLETE")

    def wait_until_ended(self, seconds: float) -> None:
        """Wait until the operation has ended, at most this many seconds of real time."""
        with self._changed:
            self._changed.wait_for(lambda: not self.is_under_way, timeout=seconds)

    def _become(self, **changes: Any) -> None:
        with self._changed:
            self.progress = replace(self.progress, time=clock.now(), **changes)
            self._changed.notify_all()


@dataclass(frozen=True)
class _Used:
    """A client token that has been used, for a request with this input."""

    request: ControlRequest
    asked: str


@dataclass
class ControlRequests:
    """All requests of an account in a Region, by their tokens, in the order in which they were made."""

    _by_token: dict[str, ControlRequest] = field(default_factory=dict)
    _client_tokens: dict[str, _Used] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)

    def latest_first(self) -> list[ControlRequest]:
        """Those that are not forgotten yet."""
        since = clock.now() - _KEPT_FOR
        with self.lock:
            return [one for one in reversed(self._by_token.values()) if one.first.time >= since]

    def with_token(self, token: str) -> ControlRequest:
        found = next((one for one in self.latest_first() if one.first.token == token), None)
        if found is None:
            raise RequestTokenNotFound(f"Request with token {token} was not found")
        return found

    def repeated(self, client_token: str | None, asked: Mapping[str, Any]) -> ControlRequest | None:
        """The request that used the client token before. Raises ClientTokenConflict if it asked for something else."""
        used = self._client_tokens.get(client_token or "")
        if used is None or used.request.first.time < clock.now() - _CLIENT_TOKENS_LAST:
            return None
        if used.asked != _digest(asked):
            raise ClientTokenConflict(
                f"ClientToken {client_token} is already associated with an existing operation with RequestToken "
                f"{used.request.first.token}"
            )
        return used.request

    def add(self, first: Progress, client_token: str | None, asked: Mapping[str, Any]) -> ControlRequest:
        """Keep a new request. Raises ConcurrentOperation if another one is at work on its resource."""
        for other in self._by_token.values():
            if other.is_under_way and _is_of_one_resource(other.progress, first):
                raise ConcurrentOperation(
                    f"Another operation is in progress on {first.type_name} {first.identifier}, with RequestToken "
                    f"{other.first.token}"
                )
        request = self._by_token[first.token] = ControlRequest(first)
        if client_token:
            self._client_tokens[client_token] = _Used(request, _digest(asked))
        return request


def control_requests(account_id: str, region: str) -> ControlRequests:
    """The requests, kept on moto's CloudFormation backend so that a reset of moto clears them."""
    backend = cloudformation_backends[account_id][region]
    # `setdefault` of a dictionary is atomic: later callers get what the first one made.
    kept: ControlRequests = backend.__dict__.setdefault("control_requests", ControlRequests())
    return kept


def new_token() -> str:
    return str(uuid.uuid4())


def as_text(model: Mapping[str, Any]) -> str:
    """A model as the API shows it: one line of JSON."""
    return json.dumps(model, separators=(",", ":"), ensure_ascii=False)


def _digest(asked: Mapping[str, Any]) -> str:
    return json.dumps(asked, sort_keys=True)


def _is_of_one_resource(one: Progress, other: Progress) -> bool:
    return one.identifier is not None and (one.type_name, one.identifier) == (other.type_name, other.identifier)
