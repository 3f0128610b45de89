package io.throughline.web.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/** A stored body as text for people. It may be anything at all, so nothing is believed of it. */
record BodyText(String text, boolean cut) {
  private static final int MOST = 60_000;
  private static final int PARSED = 2_000_000;
  private static final ObjectMapper JSON = mapper();

  static BodyText of(byte[] body) {
    String raw = new String(body, 0, Math.min(body.length, PARSED), StandardCharsets.UTF_8);
    String text = raw;
    if (body.length <= PARSED) {
      try {
        text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(raw));
      } catch (JsonProcessingException notJson) {
        // What is not JSON is shown as it came; that is often the very thing to see.
        text = raw;
      }
    }
    boolean cut = text.length() > MOST || body.length > PARSED;
    return new BodyText(text.length() > MOST ? text.substring(0, MOST) : text, cut);
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = JsonMapper.builder().build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(64).maxStringLength(PARSED).build());
    return mapper;
  }
}
