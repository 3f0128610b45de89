package io.throughline.ingest;

import io.throughline.ledger.Ledger;
import io.throughline.model.org.Survey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What the server keeps secret of surveys, made once and kept in the ledger: what respondents are
 * hashed with, the addresses of pages, and what their forms are signed with. Never printed.
 */
final class SurveySecrets {
  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Ledger ledger;

  SurveySecrets(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Lasts as long as the ledger: with another one nobody would be known again. */
  String salt() {
    return kept("surveys.salt");
  }

  byte[] forms() {
    return kept("surveys.forms").getBytes(StandardCharsets.UTF_8);
  }

  String page(Survey survey) {
    return kept("surveys.page." + survey.id());
  }

  Optional<Survey> byPage(List<Survey> surveys, String asked) {
    byte[] wanted = asked.getBytes(StandardCharsets.UTF_8);
    Survey found = null;
    for (Survey one : surveys) {
      if (one.page() && MessageDigest.isEqual(page(one).getBytes(StandardCharsets.UTF_8), wanted)) {
        found = one;
      }
    }
    return Optional.ofNullable(found);
  }

  private synchronized String kept(String setting) {
    return ledger
        .setting(setting)
        .orElseGet(
            () -> {
              byte[] bytes = new byte[BYTES];
              RANDOM.nextBytes(bytes);
              String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
              ledger.saveSetting(setting, made);
              return made;
            });
  }
}
