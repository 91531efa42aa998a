"""Every AWS call, one function each."""

from typing import Any

from .shared.errors import translated

PATH = "/extensions/company-service-name/"


def put_text(ssm: Any, name: str, text: str) -> None:
    with translated(name):
        ssm.put_parameter(Name=name, Value=text, Type="String", Overwrite=True)


def get_text(ssm: Any, name: str) -> str:
    with translated(name):
        return str(ssm.get_parameter(Name=name)["Parameter"]["Value"])


def delete_text(ssm: Any, name: str) -> None:
    with translated(name):
        ssm.delete_parameter(Name=name)


def list_texts(ssm: Any, next_token: str | None) -> tuple[dict[str, str], str | None]:
    """Return one page of texts by the names of their parameters, and the token of the next page."""
    page = {"NextToken": next_token} if next_token else {}
    with translated(PATH):
        answer = ssm.get_parameters_by_path(Path=PATH, **page)
    return {one["Name"]: one["Value"] for one in answer["Parameters"]}, answer.get("NextToken")
