"""Which voice reads: what is on offer, who is named, who comes next."""
