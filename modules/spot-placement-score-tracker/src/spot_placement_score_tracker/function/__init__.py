"""The function of the tracker. scripts/generate puts its files into the fragment, as one."""
