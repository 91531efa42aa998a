"""What SES has taken to send can be read."""

from cfn_local.gateway.local_aws import LocalAws


class TestMail:
    def test_is_told_with_who_it_is_from_and_for(self, aws: LocalAws) -> None:
        assert aws.sent_mail() == []
        ses = aws.client("sesv2")
        ses.create_email_identity(EmailIdentity="me@example.com")
        ses.send_email(
            FromEmailAddress="me@example.com",
            Destination={"ToAddresses": ["you@example.com"]},
            Content={"Raw": {"Data": b"Subject: Hello\r\n\r\nText"}},
        )
        (mail,) = aws.sent_mail()
        assert (mail["Source"], mail["Destinations"], mail["Region"]) == (
            "me@example.com",
            ["you@example.com"],
            "us-east-1",
        )
        assert "Subject: Hello" in mail["Raw"]

    def test_is_gone_after_a_reset(self, aws: LocalAws) -> None:
        assert aws.sent_mail() == []
