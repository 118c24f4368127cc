"""The API: one router and its version; each part brings its own views."""
