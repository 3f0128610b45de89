package io.throughline.source.surveys;

import io.throughline.source.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Makes of who answered something that tells only that two answers to one survey are of one person.
 * In two surveys the same person is two.
 *
 * @param survey id
 * @param salt secret of the server, which lasts
 */
public record Pseudonym(String survey, String salt) {
  /** The hash of a person, whatever tells them apart: an address, a number. */
  public String of(String person) {
    return hex("respondent", person.strip().toLowerCase(Locale.ROOT));
  }

  /** The number, of 47 bits, of what makes an answer this one and no other. */
  public long number(String kind, String what) {
    return Sha256.number(hex(kind, what));
  }

  private String hex(String kind, String what) {
    // None of the parts before the last can hold a line break.
    String all = salt + "\n" + survey + "\n" + kind + "\n" + what;
    return Sha256.hex(all.getBytes(StandardCharsets.UTF_8));
  }

  /** Nothing of the salt. */
  @Override
  public String toString() {
    return "Pseudonym[" + survey + "]";
  }
}
