"""The function of a tracker: alerts when a Glue job run has ended badly, and mails what the week's runs cost.

It runs in the tracker's own account with the boto3 of the Lambda runtime and nothing else.
"""
