"""What the office says about an event: figures in prose, sections, and the final report as page and PDF."""
