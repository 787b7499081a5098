"""The small functions that learners write by hand, for the cells and lessons after that.

A test holds each one against the solution of its exercise.
"""
