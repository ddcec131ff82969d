"""Answers made of several facts: one value or a list, comparisons, differences, counts, orders."""
