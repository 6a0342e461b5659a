"""What happened: events, people, programme, participation, travel budget, media and news. Imports no other app."""
