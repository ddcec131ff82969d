"""The article that the examples of all lint rules cite; the bridge and its people are invented."""

from __future__ import annotations

NAME = "bridge.txt"
ARTICLE = """\
The Mill Lane bridge opened in May 2011 after nine years of work.

It cost £4 million, Mayor Ann Hale said. Engineer Ben Cole said it cost £6 million.

Joan Hill, 71, was hurt when a wall fell on 3 March 2012. She was taken to hospital by neighbours.

The bridge was closed in June 2014. The mayor was happy. The mayor was happy again.
"""
