"""URLs in the form of S3's presigned ones, at which CloudFormation itself takes or gives documents."""

import uuid
from urllib.parse import parse_qs, quote, unquote, urlsplit

from cfn_local import environment, partitions
from cfn_local.services import clock

_SECONDS_OF_VALIDITY = 7200
_SIGNATURE = "X-Amz-Signature"


def new(bucket: str, region: str, key: str) -> str:
    """Return a URL that no other has been given."""
    now = clock.now().strftime("%Y%m%dT%H%M%SZ")
    scope = f"{environment.CREDENTIALS['AWS_ACCESS_KEY_ID']}/{now[:8]}/{region}/s3/aws4_request"
    signature = f"{uuid.uuid4().hex}{uuid.uuid4().hex}"
    return (
        f"https://{bucket}.{partitions.host('s3', region)}/{quote(key, safe='')}?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        f"&X-Amz-Date={now}&X-Amz-SignedHeaders=host&X-Amz-Expires={_SECONDS_OF_VALIDITY}"
        f"&X-Amz-Credential={quote(scope, safe='')}&{_SIGNATURE}={signature}"
    )


def place(url: str) -> str:
    """Return what identifies the URL, however a client has encoded it."""
    parts = urlsplit(url)
    signature = parse_qs(parts.query).get(_SIGNATURE, [""])[0]
    return f"{parts.hostname} {unquote(parts.path)} {signature}"
