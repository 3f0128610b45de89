package io.throughline.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest that every Java must have. */
public final class Sha256 {
  private static final int NUMBER_BITS = 47;

  private Sha256() {}

  public static byte[] of(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The number, of 47 bits, of something that its source names by a text: the same for the same
   * text, for ever; two alike are not to be expected.
   */
  public static long number(String text) {
    long digest = ByteBuffer.wrap(of(text.getBytes(StandardCharsets.UTF_8))).getLong();
    return digest >>> (Long.SIZE - NUMBER_BITS);
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }
}
