"""From a question's text to what it asks: its form, who does what to whom, whose words are asked for."""
