"""Documents on paper: the frame they are typeset in, and those of opgave and brief."""
