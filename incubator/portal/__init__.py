"""The portal: the shell of the site and its front page."""
