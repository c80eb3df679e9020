"""Risks and needs of a person: assessed, decided by people, and told to the person."""
