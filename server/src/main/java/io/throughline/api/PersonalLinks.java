package io.throughline.api;

import io.throughline.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links by which a person proves who they are, until sign-in exists. Whoever runs the server makes
 * one and gives it to the person. A link is a name and a date with a signature; its secret is kept
 * in the ledger, so that links outlive a start.
 */
public final class PersonalLinks {
  /** How long a link is good for. */
  public static final Duration VALID = Duration.ofDays(90);

  private static final String SETTING = "personal-links";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final int LONGEST = 1_000;

  private final Ledger ledger;
  private final InstantSource clock;

  public PersonalLinks(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * A key that was made.
   *
   * @param until when it is good for nothing any more
   */
  public record Key(String text, Instant until) {
    @Override
    public String toString() {
      return "Key[hidden, until " + until + "]";
    }
  }

  /**
   * Makes a key for a person.
   *
   * @param person id
   */
  public Key make(String person) {
    Instant until = Instant.ofEpochSecond(clock.instant().plus(VALID).getEpochSecond());
    String said = encode(person.getBytes(StandardCharsets.UTF_8)) + "." + until.getEpochSecond();
    return new Key(said + "." + encode(sign(said, secret())), until);
  }

  /** The id of the person for whom a key was made; empty when it is none of ours, or too old. */
  public Optional<String> person(String key) {
    String[] parts = key.length() > LONGEST ? new String[0] : key.split("\\.", -1);
    if (parts.length != 3 || !parts[1].matches("[0-9]{1,12}")) {
      return Optional.empty();
    }
    byte[] right = sign(parts[0] + "." + parts[1], secret());
    boolean ours =
        MessageDigest.isEqual(
            encode(right).getBytes(StandardCharsets.UTF_8),
            parts[2].getBytes(StandardCharsets.UTF_8));
    return ours && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[1])))
        ? Optional.of(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Takes back all keys that were made. */
  public void takeBack() {
    newSecret();
  }

  private synchronized byte[] secret() {
    return Base64.getUrlDecoder().decode(ledger.setting(SETTING).orElseGet(this::newSecret));
  }

  private synchronized String newSecret() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String secret = encode(random);
    ledger.saveSetting(SETTING, secret);
    return secret;
  }

  private static byte[] sign(String text, byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
