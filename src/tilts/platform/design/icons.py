"""Line icons on a 16-unit grid. Each tone has a shape of its own, so colour is never alone."""

ICONS = {
    "neutral": "M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3z",
    "info": "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 7.4v3.2M8 5.2v.1",
    "success": "M3 8.5l3.2 3.2L13 5",
    "warning": "M8 2.2 14.4 13.4H1.6zM8 6.6v3M8 11.5v.1",
    "danger": "M5.4 2h5.2L14 5.4v5.2L10.6 14H5.4L2 10.6V5.4zM8 5v3.6M8 10.9v.1",
    "cross": "M4 4l8 8M12 4l-8 8",
    "contrast": "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
    "language": "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM2.5 8h11M8 2.5c-3 3.3-3 7.7 0 11"
    "M8 2.5c3 3.3 3 7.7 0 11",
    "account": "M8 2.5a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5zM2.8 13.8c.6-5 9.8-5 10.4 0",
    "down": "M4 6l4 4 4-4",
}

# The same shapes as small filled marks around (0, 0), for pictures.
MARKS = {
    "neutral": "M0-6a6 6 0 1 0 0 12a6 6 0 1 0 0-12z",
    "info": "M-5.5-5.5h11v11h-11z",
    "success": "M0-6a6 6 0 1 0 0 12a6 6 0 1 0 0-12z",
    "warning": "M0-7L7 5.5H-7z",
    "danger": "M-3-7h6L7-3v6L3 7h-6L-7 3v-6z",
    "accent": "M0-7L7 0L0 7L-7 0z",
}
