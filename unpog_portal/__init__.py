"""The roof: settings, addresses, home page, search and the demo. Nobody imports it."""
