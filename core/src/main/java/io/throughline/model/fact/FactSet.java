package io.throughline.model.fact;

import java.time.Instant;
import java.util.List;

/**
 * Members of one parent that one delivery told.
 *
 * @param type the record class of the members; an empty replacing set needs it too
 * @param parentId {@link FactId} of the parent
 * @param feed which of the ways to learn such members this is ({@code discussions}, {@code hook});
 *     a replacing set replaces only members of its own feed
 * @param takenAt when the set was begun to be read; pages of one set share it. The newest set of a
 *     (type, parent, feed) wins whole.
 * @param replaces true: members of older sets of this (type, parent, feed) are gone; false: members
 *     are added, and a member with a known key replaces that one when it was taken later
 */
public record FactSet<M extends Member>(
    Class<M> type, long parentId, String feed, Instant takenAt, boolean replaces, List<M> members) {
  public FactSet {
    members = List.copyOf(members);
  }
}
