"""Subnets: moto ignores most attributes that ModifySubnetAttribute can set."""

from typing import Any

from cfn_local.services.seam import add_actions

_DNS_OPTIONS = {
    "EnableResourceNameDnsAAAARecordOnLaunch.Value": "EnableResourceNameDnsAAAARecord",
    "EnableResourceNameDnsARecordOnLaunch.Value": "EnableResourceNameDnsARecord",
    "PrivateDnsHostnameTypeOnLaunch": "HostnameType",
}


def install() -> None:
    """Set the attributes of name resolution as well."""
    from moto.ec2.responses import EC2Response

    modify = EC2Response.modify_subnet_attribute

    class Actions:
        def modify_subnet_attribute(self: Any) -> Any:
            subnet = self.ec2_backend.get_subnet(self._get_param("SubnetId"))
            if (translates := self._get_param("EnableDns64.Value")) is not None:
                subnet.enable_dns64 = translates
            for parameter, option in _DNS_OPTIONS.items():
                if (value := self._get_param(parameter)) is not None:
                    subnet.private_dns_name_options_on_launch[option] = value
            return modify(self)

    add_actions(EC2Response, Actions)
