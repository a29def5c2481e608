"""A language model as a proposer: what it is asked, and what of its answer is believed.

In come a text and the address of a model that the user gives; out go proposals whose words were
all found again in the text by computation, and a count of what was refused. The model points
at words; numbers and dates are read from these here, never taken from it.
"""
