package io.throughline.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The body of a webhook, unpacked when it came in gzip. */
sealed interface HookBody {
  /** Ready to be stored. */
  record Ready(byte[] bytes) implements HookBody {}

  /** Unpacked it would be larger than may be. */
  record Bomb() implements HookBody {}

  /**
   * Unpacks a body whose signature, which covers the bytes as they came, is already believed. What
   * is packed in a way that is not known, or badly, stays as it came: it is stored, and the mapper
   * says why it cannot be read.
   *
   * @param encoding the header Content-Encoding
   */
  static HookBody unpack(byte[] raw, @Nullable String encoding, int limit) {
    if (encoding == null || !encoding.strip().equalsIgnoreCase("gzip")) {
      return new Ready(raw);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      byte[] bytes = in.readNBytes(limit + 1);
      return bytes.length > limit ? new Bomb() : new Ready(bytes);
    } catch (IOException e) {
      return new Ready(raw); // not gzip after all, or cut: kept as evidence
    }
  }
}
