"""URLs of functions: moto has none for an alias, which AWS names at the end of the function's ARN."""

from collections.abc import Callable
from typing import Any

from cfn_local.services.seam import replace_method

# Of a function without a qualifier.
_PARTS_OF_AN_ARN = 7


def complete_urls() -> None:
    """Let an alias have a URL of its own beside that of the function."""
    from moto.awslambda.exceptions import GenericResourcNotFound
    from moto.awslambda.models import FunctionUrlConfig, LambdaBackend
    from moto.awslambda.responses import LambdaResponse

    create, update = LambdaBackend.create_function_url_config, LambdaBackend.update_function_url_config
    read, delete = LambdaBackend.get_function_url_config, LambdaBackend.delete_function_url_config
    shown = FunctionUrlConfig.to_dict

    def found(backend: Any, name: str, alias: str) -> Any:
        url = _urls(backend, name).get(alias)
        if url is None:
            raise GenericResourcNotFound()
        return url

    def created(backend: Any, function: str, config: dict[str, Any]) -> Any:
        name, alias = _split(function)
        if not alias:
            return create(backend, function, config)
        backend.get_alias(alias, name)
        url: Any = FunctionUrlConfig(backend.get_function(name), config)
        url.alias = alias
        _urls(backend, name)[alias] = url
        return url

    def got(backend: Any, function: str) -> Any:
        name, alias = _split(function)
        return found(backend, name, alias) if alias else read(backend, function)

    def updated(backend: Any, function: str, config: dict[str, Any]) -> Any:
        name, alias = _split(function)
        if not alias:
            return update(backend, function, config)
        found(backend, name, alias).update(config)
        return found(backend, name, alias)

    def deleted(backend: Any, function: str) -> None:
        name, alias = _split(function)
        if not alias:
            delete(backend, function)
        else:
            found(backend, name, alias)
            del _urls(backend, name)[alias]

    def shown_with_alias(url: Any) -> dict[str, Any]:
        alias = url.__dict__.get("alias")
        answer: dict[str, Any] = shown(url)
        return {**answer, "FunctionArn": f"{answer['FunctionArn']}:{alias}"} if alias else answer

    replace_method(FunctionUrlConfig, "to_dict", shown_with_alias)
    methods: dict[str, Callable[..., Any]] = {"create": created, "get": got, "update": updated, "delete": deleted}
    for name, method in methods.items():
        replace_method(LambdaBackend, f"{name}_function_url_config", method)
        of_response = getattr(LambdaResponse, f"{name}_function_url_config")
        replace_method(LambdaResponse, f"{name}_function_url_config", _with_qualifier(of_response))


def _with_qualifier(method: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The method of moto's responses with the Qualifier of the request, which it ignores, behind the name."""

    def called(response: Any) -> Any:
        qualifier = response.querystring.get("Qualifier", [None])[0]
        if qualifier:
            *before, name, last = response.path.split("/")
            response.path = "/".join([*before, f"{name}:{qualifier}", last])
        return method(response)

    return called


def _split(function: str) -> tuple[str, str]:
    """The name of a function, and the alias behind it, from either the name or the ARN."""
    parts = function.split(":")
    length = _PARTS_OF_AN_ARN if parts[0] == "arn" else 1
    return parts[length - 1], ":".join(parts[length:])


def _urls(backend: Any, name: str) -> dict[str, Any]:
    function = backend._lambdas.get_function_by_name_or_arn_forbid_qualifier(name)
    urls: dict[str, Any] = function.__dict__.setdefault("urls_of_aliases", {})
    return urls
