package io.throughline.source.argocd;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.WholeJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The applications of a list, each as the bytes that came. Argo CD knows no pages and tells of each
 * application all it knows, nearly all of which stays as it was from one look to the next.
 */
final class ApplicationList {
  private ApplicationList() {}

  static List<byte[]> items(byte[] list) throws UnmappableException {
    try (JsonParser parser = WholeJson.FACTORY.createParser(list)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnmappableException("", "no object was found where a list was expected");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean items = "items".equals(parser.currentName());
        JsonToken token = parser.nextToken();
        if (items && token == JsonToken.START_ARRAY) {
          return items(parser, list);
        }
        if (items && token == JsonToken.VALUE_NULL) {
          // So Argo CD writes that there are none.
          return List.of();
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw new UnmappableException("", "not the JSON that was expected");
    }
    throw new UnmappableException("/items", "found nothing where an array was expected");
  }

  private static List<byte[]> items(JsonParser parser, byte[] list)
      throws IOException, UnmappableException {
    List<byte[]> all = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token != JsonToken.START_OBJECT) {
        throw new UnmappableException("/items/" + all.size(), "no object was found there");
      }
      int from = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      int to = (int) parser.currentLocation().getByteOffset();
      all.add(Arrays.copyOfRange(list, from, to));
    }
    return all;
  }
}
