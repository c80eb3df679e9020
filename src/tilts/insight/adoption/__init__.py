"""What was introduced and is used, and what lies on the shelf."""
