"""From which strength a signal counts as there, when a yes or no is needed."""

# A signal of 0..1 is taken as there from one half.
PRESENT = 0.5
# Dissatisfaction of 0..3: clear, and strong.
CLEAR = 2.0
STRONG = 3.0
