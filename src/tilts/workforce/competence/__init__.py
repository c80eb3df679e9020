"""How well staff do what they are trained for: observed, moderated, developed, observed again."""
