"""EC2 key pairs: moto ignores the KeyPairIds of DescribeKeyPairs, and shows no type of a key pair that has the default
one, rsa. Its fingerprint of an ed25519 key has another form.
"""

import base64
import hashlib
from typing import Any

from cfn_local.services.seam import add_actions, replace_method


def install() -> None:
    """Describe only the key pairs with the requested IDs, each with its type."""
    from moto.core.responses import ActionResult
    from moto.ec2.exceptions import EC2ClientError
    from moto.ec2.models.key_pairs import KeyPairBackend
    from moto.ec2.responses.key_pairs import KeyPairs

    describe = KeyPairs.describe_key_pairs
    create, import_public = KeyPairBackend.create_key_pair, KeyPairBackend.import_key_pair

    def create_key_pair(backend: Any, name: str, key_type: str | None, tags: dict[str, str]) -> Any:
        return _with_fingerprint(create(backend, name, key_type or "rsa", tags))

    def import_key_pair(backend: Any, key_name: str, public_key_material: bytes, tags: dict[str, str]) -> Any:
        return _with_fingerprint(import_public(backend, key_name, public_key_material, tags))

    class Actions:
        def describe_key_pairs(self: Any) -> ActionResult:
            known_names = {pair.key_name for pair in self.ec2_backend.key_pairs.values()}
            strangers = [name for name in self._get_param("KeyNames", []) if name not in known_names]
            if strangers:
                raise EC2ClientError("InvalidKeyPair.NotFound", f"The key pair '{strangers[0]}' does not exist")
            answered: Any = describe(self)
            wanted = self._get_param("KeyPairIds", [])
            if not wanted:
                return answered  # type: ignore[no-any-return]
            found = {pair.id: pair for pair in answered.result["KeyPairs"]}
            known = {pair.id for pair in self.ec2_backend.key_pairs.values()}
            unknown = [one for one in wanted if one not in known]
            if unknown:
                raise EC2ClientError("InvalidKeyPair.NotFound", f"The key pair ID '{unknown[0]}' does not exist")
            return ActionResult({"KeyPairs": [found[one] for one in wanted if one in found]})

    replace_method(KeyPairBackend, "create_key_pair", create_key_pair)
    replace_method(KeyPairBackend, "import_key_pair", import_key_pair)
    add_actions(KeyPairs, Actions)


def _with_fingerprint(pair: Any) -> Any:
    """The same pair; the fingerprint of an ed25519 key is that of OpenSSH, in Base64 (EC2 User Guide)."""
    if pair.key_type == "ed25519":
        blob = base64.b64decode(pair.public_key.split()[1])
        pair.key_fingerprint = base64.b64encode(hashlib.sha256(blob).digest()).decode()
    return pair
