package io.throughline.ledger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/**
 * The context of a delivery as JSON. In ASCII with sorted names, so that U+0000 and lone surrogates
 * survive and equal contexts are equal text.
 */
final class ContextText {
  private static final TypeReference<Map<String, String>> TYPE = new TypeReference<>() {};
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final ObjectWriter WRITER = JSON.writerFor(TYPE);
  private static final ObjectReader READER = JSON.readerFor(TYPE);

  private ContextText() {}

  static String write(Map<String, String> context) {
    if (context.isEmpty()) {
      return "{}";
    }
    try {
      return WRITER.writeValueAsString(new TreeMap<>(context));
    } catch (JacksonException e) {
      throw new LedgerException("the context of a delivery cannot be written", e);
    }
  }

  static Map<String, String> read(String text) {
    if (text.equals("{}")) {
      return Map.of();
    }
    try {
      return READER.readValue(text);
    } catch (JacksonException e) {
      throw new LedgerException("the stored context of a delivery cannot be read", e);
    }
  }
}
