package io.throughline.web.part;

/** One of several views to choose from. */
public record Choice(String label, String href, boolean current) {}
