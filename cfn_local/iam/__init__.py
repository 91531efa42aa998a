"""IAM policies, judged: a library without AWS, and what calls of AWS's APIs ask of it."""
