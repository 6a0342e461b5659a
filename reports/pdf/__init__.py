"""The only door to WeasyPrint, which runs in a limited child process."""

from reports.pdf.builder import Built, Document, PdfError, build_pdf

__all__ = ["Built", "Document", "PdfError", "build_pdf"]
