"""Ways of people through programmes: referred, judged, waiting, in a group, done, reported."""
