"""The template in a request, or at its TemplateURL."""

import re
from urllib.parse import unquote, urlsplit

from moto.core.exceptions import ServiceException

from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.actions.request import Request, parameter
from cfn_local.engine.template import Template, TemplateError, load_unprocessed, published_template
from cfn_local.partitions import partition_of
from cfn_local.registry.type_versions import registry_of
from cfn_local.services import bucket_policies

MOST_BYTES_INLINE = 51_200
# `bucket.s3.region.amazonaws.com`, `s3-region.amazonaws.com`, and their forms in other partitions.
_IS_S3 = re.compile(r"(^|\.)s3[.-]([a-z0-9-]+\.)*amazonaws\.[a-z.]+$")


def template_of(request: Request, previous: Template | None = None) -> Template:
    """The template in the request, or at its TemplateURL, before its transforms run; `previous` is processed already.

    Raises ValidationError if it is invalid.
    """
    if parameter(request, "UsePreviousTemplate"):
        if previous is None:
            raise InvalidRequest("There is no previous template to use.")
        return previous
    try:
        return load_unprocessed(_body(request), registry_of(request.current_account, request.region).fragment)
    except TemplateError as error:
        raise InvalidRequest(str(error)) from error


def checked_body(request: Request) -> str:
    """The text of the template in the request, or at its TemplateURL. Raises ValidationError if it is invalid."""
    body = _body(request)
    try:
        load_unprocessed(body, registry_of(request.current_account, request.region).fragment)
    except TemplateError as error:
        raise InvalidRequest(str(error)) from error
    return body


def template_of_definition(request: Request, body: str | None, url: str | None) -> Template:
    """The template of one of several stacks in the request, before its transforms run. Raises ValidationError."""
    try:
        text = _text_of(request, body, url)
        return load_unprocessed(text, registry_of(request.current_account, request.region).fragment)
    except TemplateError as error:
        raise InvalidRequest(str(error)) from error


def template_at(url: str, account_id: str, region: str) -> Template:
    """The template at a TemplateURL, before its transforms run. Raises TemplateError or ValidationError."""
    return load_unprocessed(_from_s3(account_id, region, url), registry_of(account_id, region).fragment)


def text_at(request: Request, url: str) -> str:
    """The text at an address in S3. Raises ValidationError."""
    return _from_s3(request.current_account, request.region, url)


def _body(request: Request) -> str:
    return _text_of(request, parameter(request, "TemplateBody"), parameter(request, "TemplateURL"))


def _text_of(request: Request, body: str | None, url: str | None) -> str:
    if bool(body) == bool(url):
        raise InvalidRequest("Either Template URL or Template Body must be specified.")
    if url:
        return _from_s3(request.current_account, request.region, str(url))
    if len(str(body).encode()) > MOST_BYTES_INLINE:
        raise InvalidRequest(
            f"1 validation error detected: Value '{body}' at 'templateBody' failed to satisfy constraint: "
            f"Member must have length less than or equal to {MOST_BYTES_INLINE}"
        )
    return str(body)


def _from_s3(account_id: str, region: str, url: str) -> str:
    from moto.s3.models import s3_backends

    parts = urlsplit(url)
    if parts.scheme == "s3":
        raise InvalidRequest(f"S3 error: Domain name specified in {parts.netloc} is not a valid S3 domain")
    if not _IS_S3.search(parts.netloc):
        raise InvalidRequest("TemplateURL must be a supported URL.")
    host, path = parts.netloc.split(".s3", 1)[0], unquote(parts.path).lstrip("/")
    bucket, key = path.split("/", 1) if parts.netloc.startswith("s3") and "/" in path else (host, path)
    if (published := published_template(bucket, key)) is not None:
        return published
    if not bucket_policies.may_read(account_id, region, bucket, key):
        raise InvalidRequest("S3 error: Access Denied")
    try:
        found = s3_backends[account_id][partition_of(region).id].get_object(bucket, key)
    except ServiceException as error:
        raise InvalidRequest(f"S3 error: {error.message}") from error
    if found is None:
        raise InvalidRequest("S3 error: The specified key does not exist.")
    return bytes(found.value).decode()
