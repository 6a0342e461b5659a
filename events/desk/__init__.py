"""What the staff's lists and forms of every floor are built from: rights, writing, publishing, history, preview."""
