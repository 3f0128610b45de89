package io.throughline.source;

import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.Member;
import io.throughline.model.fact.Snapshot;
import io.throughline.model.fact.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what one delivery says; what it says twice (an author of many rows) is kept once. */
public final class Harvest {
  private final Set<Versioned> snapshots = new LinkedHashSet<>();
  private final List<FactSet<?>> sets = new ArrayList<>();
  private final Set<Refresh> refreshes = new LinkedHashSet<>();

  /** A snapshot in which null means "known to be empty". */
  public void complete(Snapshot snapshot, Instant version) {
    snapshots.add(new Versioned(snapshot, version, true));
  }

  /** A snapshot in which null means "not told". */
  public void partial(Snapshot snapshot, Instant version) {
    snapshots.add(new Versioned(snapshot, version, false));
  }

  /** A snapshot of a thing to which the source gives no version; the newest delivery wins. */
  public void unversioned(Snapshot snapshot, boolean complete) {
    snapshots.add(new Versioned(snapshot, Instant.EPOCH, complete));
  }

  /** A page of a set that takes the place of older ones. */
  public <M extends Member> void replace(
      Class<M> type, long parent, String feed, Instant takenAt, List<M> members) {
    sets.add(new FactSet<>(type, parent, feed, takenAt, true, members));
  }

  /** Members that are added to those of a feed; an empty addition says nothing. */
  public <M extends Member> void add(
      Class<M> type, long parent, String feed, Instant takenAt, List<M> members) {
    if (!members.isEmpty()) {
      sets.add(new FactSet<>(type, parent, feed, takenAt, false, members));
    }
  }

  /** Members that a webhook adds; an empty addition says nothing. */
  public <M extends Member> void add(Class<M> type, long parent, Instant takenAt, List<M> members) {
    add(type, parent, "hook", takenAt, members);
  }

  /** A wish to read one thing again; the numbers are the source's own. */
  public void refresh(String feed, String scope, String item) {
    refreshes.add(new Refresh(feed, scope, item));
  }

  public Mapped mapped() {
    return new Mapped(List.copyOf(snapshots), sets, List.copyOf(refreshes), null);
  }
}
