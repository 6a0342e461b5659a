"""Letters: what they say in each language, how they are put together, and how a mail server takes them."""
