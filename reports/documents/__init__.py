"""Whole papers, made of sections and handed to the PDF door."""
