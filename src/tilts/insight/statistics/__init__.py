"""What the record shows of many people at once, without showing any of them."""
