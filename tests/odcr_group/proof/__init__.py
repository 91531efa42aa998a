"""The proof of the group: every call of every operation disturbed in every way, alone and in ordered pairs.

The handlers run in this very process, against the models of the local EC2 and Resource Groups and with no wire in
between, so that a case takes milliseconds and what is tried can be enumerated and need not be chosen.
"""
