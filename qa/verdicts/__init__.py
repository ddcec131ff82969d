"""From an assertion and the facts to a verdict: apart, weighed, ruled; where these are silent, what it leans to."""
