"""From the projects of this repository to extensions in an account: packages, their registration, and the rollout."""
