"""The parts of the demonstration city: facts written by hand, and what is made from them."""
