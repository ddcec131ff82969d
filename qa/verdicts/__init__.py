"""From an assertion and the facts to a verdict: taken apart, weighed, ruled; and what it leans to beyond the rules."""
