"""What people may type: the public form of a survey."""
