"""The operations of a Swagger 2 or OpenAPI 3 document, as API Gateway reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch"})
_ANY = "x-amazon-apigateway-any-method"
_PREFIX = "x-amazon-apigateway-"
_PLACES = {"path": "path", "query": "querystring", "header": "header"}
_TYPE = "application/json"

Security = Sequence[Mapping[str, list[str]]]


@dataclass(frozen=True)
class Response:
    """What a method answers with a status code: models by content type, and headers."""

    models: dict[str, str] | None
    headers: dict[str, bool] | None


@dataclass(frozen=True)
class Operation:
    """One method of a path."""

    path: str
    method: str
    told: Mapping[str, Any]
    document: Mapping[str, Any]
    shared: Sequence[Mapping[str, Any]]

    @property
    def name(self) -> str | None:
        found = self.told.get("operationId")
        return None if found is None else str(found)

    @property
    def integration(self) -> Mapping[str, Any]:
        """The integration, or an empty one."""
        found: Mapping[str, Any] = self.told.get(f"{_PREFIX}integration") or {}
        return found

    @property
    def validator(self) -> str | None:
        found = self.told.get(f"{_PREFIX}request-validator")
        return None if found is None else str(found)

    @property
    def parameters(self) -> dict[str, bool]:
        """Whether a request must have each parameter: method.request.path.id is true."""
        return {
            f"method.request.{_PLACES[one['in']]}.{one['name']}": bool(one.get("required", False))
            for one in self._parameters()
            if one.get("in") in _PLACES
        }

    @property
    def models(self) -> dict[str, str]:
        """The models of the request's body by content type."""
        bodies = [one.get("schema", {}) for one in self._parameters() if one.get("in") == "body"]
        consumed = self.told.get("consumes") or self.document.get("consumes") or [_TYPE]
        found = {kind: name for schema in bodies if (name := _model(schema)) for kind in consumed}
        return found | _models(self.told.get("requestBody", {}).get("content", {}))

    @property
    def responses(self) -> dict[str, Response]:
        """The responses by status code; API Gateway has none for `default`."""
        produced = self.told.get("produces") or self.document.get("produces") or [_TYPE]
        found = {}
        for code, told in (self.told.get("responses") or {}).items():
            if str(code).isdigit():
                name = _model(told.get("schema", {}))
                models = {kind: name for kind in produced if name} | _models(told.get("content", {}))
                headers = {f"method.response.header.{header}": False for header in told.get("headers", {})}
                found[str(code)] = Response(models or None, headers or None)
        return found

    def authorization(self, schemes: Mapping[str, Any], default: Security) -> str:
        """The method's AuthorizationType."""
        stated = self.told.get(f"{_PREFIX}auth", {}).get("type")
        if stated:
            return str(stated).upper()
        for name in self._required(default):
            scheme = schemes.get(name, {})
            kind = scheme.get(f"{_PREFIX}authorizer", {}).get("type")
            if kind is not None:
                return "COGNITO_USER_POOLS" if kind.lower() == "cognito_user_pools" else "CUSTOM"
            if str(scheme.get(f"{_PREFIX}authtype")).lower() == "awssigv4":
                return "AWS_IAM"
        return "NONE"

    def needs_key(self, schemes: Mapping[str, Any], default: Security) -> bool:
        """Whether requests need an API key."""
        return any(
            schemes.get(name, {}).get("type") == "apiKey"
            and str(schemes[name].get("name")).lower() == "x-api-key"
            and f"{_PREFIX}authorizer" not in schemes[name]
            for name in self._required(default)
        )

    def authorizer(self, default: Security, known: Mapping[str, Any]) -> str | None:
        """The name of the authorizer that the method needs."""
        return next((name for name in self._required(default) if name in known), None)

    def scopes(self, known: Mapping[str, Any]) -> list[str]:
        """The scopes that a token must have."""
        return [scope for one in self.told.get("security", ()) for name in one if name in known for scope in one[name]]

    def _required(self, default: Security) -> Iterable[str]:
        return [name for one in self.told.get("security", default) for name in one]

    def _parameters(self) -> Iterator[Mapping[str, Any]]:
        for one in [*self.shared, *self.told.get("parameters", ())]:
            yield _referred(one, self.document)


def operations_of(document: Mapping[str, Any]) -> Iterator[Operation]:
    """All operations, in the order of their paths."""
    for path, item in (document.get("paths") or {}).items():
        shared = (item or {}).get("parameters", ())
        if not item:
            continue
        for key, told in item.items():
            if key.lower() in _METHODS or key == _ANY:
                yield Operation(path, "ANY" if key == _ANY else key.upper(), told or {}, document, shared)


def _models(content: Mapping[str, Any]) -> dict[str, str]:
    return {kind: name for kind, told in content.items() if (name := _model(told.get("schema", {})))}


def _model(schema: Mapping[str, Any]) -> str | None:
    """The model that a schema refers to."""
    return str(schema["$ref"]).rpartition("/")[2] if "$ref" in schema else None


def _referred(value: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in value:
        return value
    found: Any = document
    for part in str(value["$ref"]).removeprefix("#/").split("/"):
        found = found.get(part, {})
    return dict(found)
