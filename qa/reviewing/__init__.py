"""What a review needs beside verdicts: quotations letter by letter, times that depend on the day of writing."""
