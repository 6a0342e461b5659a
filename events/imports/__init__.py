"""Tables in: text from a spreadsheet becomes rows, each judged before anything is written."""
