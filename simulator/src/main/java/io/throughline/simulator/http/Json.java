package io.throughline.simulator.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

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

  /** An object with nothing but a message. */
  public static byte[] message(String text) {
    return bytes(
        out -> {
          out.writeStartObject();
          out.writeStringField("message", text);
          out.writeEndObject();
        });
  }

  /** Several fields without a value. */
  public static void nulls(JsonGenerator out, String... fields) throws IOException {
    for (String field : fields) {
      out.writeNullField(field);
    }
  }

  /** Several fields with the same truth value. */
  public static void flags(JsonGenerator out, boolean value, String... fields) throws IOException {
    for (String field : fields) {
      out.writeBooleanField(field, value);
    }
  }
}
