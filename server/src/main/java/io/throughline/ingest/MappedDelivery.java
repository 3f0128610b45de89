package io.throughline.ingest;

import io.throughline.ledger.DeadLetter;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;

/** What became of one delivery when it was mapped. */
sealed interface MappedDelivery {
  long sequence();

  /** It told something. */
  record Facts(long sequence, String sourceId, Channel channel, Mapped mapped)
      implements MappedDelivery {}

  /** It is understood and means nothing to us. */
  record Ignored(long sequence, String reason) implements MappedDelivery {}

  /** It cannot be mapped. */
  record Dead(DeadLetter letter) implements MappedDelivery {
    @Override
    public long sequence() {
      return letter.sequence();
    }
  }
}
