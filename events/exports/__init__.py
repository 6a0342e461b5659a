"""Files out: calendars and tables."""

from events.exports.calendar import calendar as calendar
