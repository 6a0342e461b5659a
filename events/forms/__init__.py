"""What people may type: the choices of the list of events, and the forms of registrations."""

from events.forms.event import EventFilter as EventFilter
