package io.throughline.source.argocd;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.WholeJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Tells whether an application moved in what is kept of it. Argo CD writes each one every few
 * minutes, if only to say that it looked.
 */
final class Fingerprint {
  private static final Set<String> RESTLESS =
      Set.of(
          "managedFields",
          "resourceVersion",
          "generation",
          "reconciledAt",
          "observedAt",
          "comparedTo",
          "conditions",
          "resources");

  private Fingerprint() {}

  /**
   * @param application the object as it came
   * @param beside what else it is mapped by
   */
  static String of(byte[] application, List<String> beside) throws UnmappableException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(application.length);
    try (JsonParser parser = WholeJson.FACTORY.createParser(application)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && RESTLESS.contains(parser.currentName())) {
          parser.nextToken();
          parser.skipChildren();
        } else {
          write(kept, parser.getText());
        }
      }
    } catch (IOException e) {
      throw new UnmappableException("", "not the JSON that was expected");
    }
    beside.forEach(text -> write(kept, text));
    return Sha256.hex(kept.toByteArray());
  }

  private static void write(ByteArrayOutputStream kept, String text) {
    kept.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    kept.write(0);
  }
}
