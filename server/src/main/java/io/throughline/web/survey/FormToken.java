package io.throughline.web.survey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Ties a form to the browser that it was shown in. The browser keeps a random token, and the form a
 * signature over it, over the survey and over the time: another site can make a browser send a
 * form, and cannot know what has to stand in it.
 */
final class FormToken {
  /** How long a page may lie open before its answer is taken no more. */
  static final Duration VALID = Duration.ofDays(2);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 18;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{24}");
  private static final Pattern SIGNED = Pattern.compile("([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] secret;

  FormToken(byte[] secret) {
    this.secret = secret.clone();
  }

  /** A token for a browser: the one that it sends, or a new one where that is none of ours. */
  static String browser(@Nullable String sent) {
    if (sent != null && TOKEN.matcher(sent).matches()) {
      return sent;
    }
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** What stands in a form that is shown now. */
  String sign(String survey, String browser, Instant now) {
    long at = now.getEpochSecond();
    return at + "." + signature(survey, browser, at);
  }

  /** Whether a form is one that was shown in this browser for this survey, not long ago. */
  boolean holds(String survey, @Nullable String browser, @Nullable String signed, Instant now) {
    var told = SIGNED.matcher(signed == null ? "" : signed);
    if (browser == null || !TOKEN.matcher(browser).matches() || !told.matches()) {
      return false;
    }
    long at = Long.parseLong(told.group(1));
    boolean ours =
        MessageDigest.isEqual(
            signature(survey, browser, at).getBytes(StandardCharsets.UTF_8),
            told.group(2).getBytes(StandardCharsets.UTF_8));
    long age = now.getEpochSecond() - at;
    return ours && age >= 0 && age <= VALID.toSeconds();
  }

  private String signature(String survey, String browser, long at) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      byte[] text = (survey + "\n" + browser + "\n" + at).getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
