package io.throughline.source;

import java.util.Map;

/** What a source says of a webhook request. */
public sealed interface Admission {
  /**
   * It is genuine.
   *
   * @param kind the event, in the source's words
   * @param deliveryKey what makes a repeat harmless; unique in its source
   * @param context the headers worth keeping, by name; never a secret
   * @param stale its time stamp is more than five minutes off, though the signature is right
   */
  record Accepted(String kind, String deliveryKey, Map<String, String> context, boolean stale)
      implements Admission {
    public Accepted {
      context = Map.copyOf(context);
    }
  }

  /**
   * It is not to be believed.
   *
   * @param reason for the sources page, with what to check; no part of a secret
   */
  record Refused(String reason) implements Admission {}
}
