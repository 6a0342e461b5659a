"""The register of personal data on this floor: words that may name people, and who wrote them."""

from events.personal import WITH_ACCOUNT, Register, none, personal, texts

REGISTER: Register = {
    "reports.Report": (
        none("id title slug language translation_key live is_ready go_live_at expire_at first_published_at"),
        none("last_published_at withdrawn_at withdrawn_reason revision changed_at event symbol version version_note"),
        none("issued_on names_travellers pdf_pages pdf_size"),
        texts("lead summary"),
        personal("author changed_by", "To say who wrote it, and to give an author rights on it", WITH_ACCOUNT),
    ),
    "reports.ReportSection": (none("id report kind position is_included heading"), texts("introduction")),
}
