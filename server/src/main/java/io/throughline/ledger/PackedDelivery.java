package io.throughline.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A delivery in the form of its row. Made on the caller's thread, so that hashing and compressing
 * never hold up the one writer.
 *
 * @param checksum over everything that is read back
 */
record PackedDelivery(
    int source,
    int channel,
    String kind,
    byte[] keyHash,
    String context,
    long receivedAtMicros,
    int codec,
    int size,
    byte[] bodyHash,
    long checksum,
    byte[] body) {
  private static final int HASH_BYTES = 16;

  static PackedDelivery of(int source, NewDelivery delivery) {
    BodyCodec.Packed packed = BodyCodec.pack(delivery.body());
    String context = ContextText.write(delivery.context());
    int channel = delivery.channel().ordinal();
    long receivedAt = micros(delivery.receivedAt());
    int size = delivery.body().length;
    return new PackedDelivery(
        source,
        channel,
        delivery.kind(),
        hash(units(delivery.key())),
        context,
        receivedAt,
        packed.codec(),
        size,
        hash(delivery.body()),
        checksum(
            source,
            channel,
            delivery.kind(),
            context,
            receivedAt,
            packed.codec(),
            size,
            packed.bytes()),
        packed.bytes());
  }

  static long checksum(
      int source,
      int channel,
      String kind,
      String context,
      long receivedAtMicros,
      int codec,
      int size,
      byte[] body) {
    CRC32C crc = new CRC32C();
    ByteBuffer numbers = ByteBuffer.allocate(4 * Integer.BYTES + Long.BYTES);
    numbers.putInt(source).putInt(channel).putInt(codec).putInt(size).putLong(receivedAtMicros);
    crc.update(numbers.array());
    crc.update(kind.getBytes(StandardCharsets.UTF_8));
    crc.update(context.getBytes(StandardCharsets.UTF_8));
    crc.update(body);
    return crc.getValue();
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** All code units as they are: encoding to UTF-8 would make lone surrogates equal. */
  private static byte[] units(String key) {
    ByteBuffer bytes = ByteBuffer.allocate(key.length() * Character.BYTES);
    bytes.asCharBuffer().put(key);
    return bytes.array();
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
