"""SES, whose two APIs keep the same identities: what each lacks is completed together."""

from cfn_local.services import mail_identities, receipt_rules


def install() -> None:
    """Complete receipt rules and identities."""
    receipt_rules.install()
    mail_identities.install()
