"""Refuses resources that name something temporary."""
