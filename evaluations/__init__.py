"""What the participants thought: surveys, counted answers, distributions and charts."""
