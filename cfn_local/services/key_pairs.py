"""EC2 key pairs: moto ignores the KeyPairIds of DescribeKeyPairs."""

from typing import Any

from cfn_local.services.seam import add_actions


def install() -> None:
    """Describe only the key pairs with the requested IDs."""
    from moto.core.responses import ActionResult
    from moto.ec2.exceptions import EC2ClientError
    from moto.ec2.responses.key_pairs import KeyPairs

    describe = KeyPairs.describe_key_pairs

    class Actions:
        def describe_key_pairs(self: Any) -> ActionResult:
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

    add_actions(KeyPairs, Actions)
