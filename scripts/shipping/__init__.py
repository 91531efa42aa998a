"""Shipping of extensions to an account: packages, their registration, and the rollout."""
