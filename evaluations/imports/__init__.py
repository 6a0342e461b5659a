"""Tables and questionnaires in: each judged before anything is written."""
