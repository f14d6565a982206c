"""Who is quoted with what: quotations and reported clauses, their cues and speakers."""
