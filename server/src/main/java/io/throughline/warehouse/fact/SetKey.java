package io.throughline.warehouse.fact;

/** A set of members: which parent's, and by which way it was learned. */
record SetKey(long parent, String feed) {}
