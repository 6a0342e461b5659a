"""Letters of the portal, and how they reach the mail server."""
