package io.throughline.ingest;

import io.throughline.ledger.DeadLetter;
import io.throughline.model.fact.FactSet;
import io.throughline.source.Channel;
import io.throughline.warehouse.FactBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * What was mapped from a run of deliveries, which is never empty.
 *
 * @param all in the order of the ledger
 * @param wishes of webhooks only: a poll has read the whole thing already
 * @param ignored how many meant nothing to us
 */
record MappedRun(
    List<MappedDelivery> all,
    List<FactBatch.Entry> entries,
    List<DeadLetter> letters,
    List<RefreshWish> wishes,
    long ignored) {

  static MappedRun of(List<MappedDelivery> all) {
    List<FactBatch.Entry> entries = new ArrayList<>(all.size());
    List<DeadLetter> letters = new ArrayList<>();
    List<RefreshWish> wishes = new ArrayList<>();
    long ignored = 0;
    for (MappedDelivery delivery : all) {
      switch (delivery) {
        case MappedDelivery.Dead one -> letters.add(one.letter());
        case MappedDelivery.Ignored one -> ignored++;
        case MappedDelivery.Facts one -> {
          entries.add(new FactBatch.Entry(one.sequence(), one.channel(), one.mapped()));
          if (one.channel() == Channel.WEBHOOK) {
            one.mapped()
                .refreshes()
                .forEach(refresh -> wishes.add(new RefreshWish(one.sourceId(), refresh)));
          }
        }
      }
    }
    return new MappedRun(all, entries, letters, wishes, ignored);
  }

  /** How many facts there are in it; a delivery carries from one to some thousands. */
  int facts() {
    int facts = 0;
    for (FactBatch.Entry entry : entries) {
      facts += entry.mapped().snapshots().size();
      for (FactSet<?> set : entry.mapped().sets()) {
        facts += set.members().size();
      }
    }
    return facts;
  }

  /** Number of the first delivery. */
  long first() {
    return all.getFirst().sequence();
  }

  /** Number of the last delivery; the position to commit. */
  long last() {
    return all.getLast().sequence();
  }

  /**
   * The batch to commit, its position moving to the end of the run.
   *
   * @param head number of the last delivery that is known to wait
   */
  FactBatch batch(long head) {
    return new FactBatch(entries, last(), last() < head);
  }
}
