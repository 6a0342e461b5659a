"""Numbers of an event, each computed in one place from the stored facts."""

from events.figures.budget import BudgetFigures, BudgetRow, CategoryRow, Cost, SourceRow, Sums, Totals, budget_figures
from events.figures.participation import Group, ParticipationFigures, participation_figures
from events.figures.programme import Day, ProgrammeFigures, Slot, TrackSlot, programme_days, programme_figures
from events.figures.rounding import rounded, share
from events.figures.travel import BudgetLine, Part, budget_line

__all__ = [
    "BudgetFigures",
    "BudgetLine",
    "BudgetRow",
    "CategoryRow",
    "Cost",
    "Day",
    "Group",
    "Part",
    "ParticipationFigures",
    "ProgrammeFigures",
    "Slot",
    "SourceRow",
    "Sums",
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
