package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes JSON straight to bytes. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Something that writes itself. */
  @FunctionalInterface
  public interface Part {
    /** Writes one JSON value. */
    void to(JsonGenerator out) throws IOException;
  }

  private Json() {}

  /** The bytes of one JSON value. */
  public static byte[] bytes(Part part) {
    try (ByteArrayBuilder buffer = new ByteArrayBuilder(2048)) {
      try (JsonGenerator out = FACTORY.createGenerator(buffer)) {
        part.to(out);
      }
      return buffer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  /** GitLab's error body. */
  public static byte[] message(String text) {
    return bytes(
        out -> {
          out.writeStartObject();
          out.writeStringField("message", text);
          out.writeEndObject();
        });
  }

  /** A moment in REST notation; null stays null. */
  static void time(JsonGenerator out, String field, @Nullable Long millis) throws IOException {
    if (millis == null) {
      out.writeNullField(field);
    } else {
      out.writeStringField(field, Times.iso(millis));
    }
  }

  /** Several fields without a value. */
  static void nulls(JsonGenerator out, String... fields) throws IOException {
    for (String field : fields) {
      out.writeNullField(field);
    }
  }

  /** Several fields with the same truth value. */
  static void flags(JsonGenerator out, boolean value, String... fields) throws IOException {
    for (String field : fields) {
      out.writeBooleanField(field, value);
    }
  }
}
