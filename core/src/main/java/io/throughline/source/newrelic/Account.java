package io.throughline.source.newrelic;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.Map;

/** The account that is read: what is asked of it, and where its answer is. */
final class Account {
  private Account() {}

  /** Its number. */
  static long number(Map<String, String> settings) throws SourceException {
    String text = settings.getOrDefault("account", "").strip();
    if (!text.matches("[0-9]{1,15}")) {
      throw new SourceException(
          Remedy.PERSON,
          "Which account of New Relic is read is not said: write its number under account.");
    }
    return Long.parseLong(text);
  }

  /** The account in an answer. */
  static JsonValue of(NerdGraph.Answer answer) throws SourceException {
    try {
      JsonValue account = answer.data().object("actor").at("account");
      if (!account.present()) {
        throw new SourceException(
            Remedy.PERSON,
            "New Relic shows this key nothing of the account: is its number under account right?");
      }
      return account.object();
    } catch (UnmappableException e) {
      throw NerdGraph.misshapen(e);
    }
  }
}
