package io.throughline.model.org;

/**
 * A gate that builds of a service have to pass, by the rules of the organisation.
 *
 * @param id {@code unit-test}
 * @param title as people call it
 */
public record RequiredGate(String id, String title) {}
