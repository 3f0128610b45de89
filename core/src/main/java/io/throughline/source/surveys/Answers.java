package io.throughline.source.surveys;

import java.util.List;

/**
 * What a file of answers came to.
 *
 * @param kept in the order of the file
 * @param refused rows that are no answers, in the order of the file
 */
public record Answers(List<KeptAnswer> kept, List<RefusedRow> refused) {
  public Answers {
    kept = List.copyOf(kept);
    refused = List.copyOf(refused);
  }
}
