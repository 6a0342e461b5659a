"""Numbers of an event, each computed in one place from the stored facts."""

from events.figures.budget import BudgetFigures, BudgetLine, BudgetRow, Totals, budget_figures, budget_line
from events.figures.participation import Group, ParticipationFigures, participation_figures
from events.figures.programme import Day, ProgrammeFigures, Slot, TrackSlot, programme_days, programme_figures
from events.figures.rounding import rounded, share

__all__ = [
    "BudgetFigures",
    "BudgetLine",
    "BudgetRow",
    "Day",
    "Group",
    "ParticipationFigures",
    "ProgrammeFigures",
    "Slot",
    "Totals",
    "TrackSlot",
    "budget_figures",
    "budget_line",
    "participation_figures",
    "programme_days",
    "programme_figures",
    "rounded",
    "share",
]
