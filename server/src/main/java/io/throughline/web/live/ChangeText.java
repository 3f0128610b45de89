package io.throughline.web.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.warehouse.Change;

/** A change in the words that the pages' script understands: one line of JSON. */
final class ChangeText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ChangeText() {}

  static String of(Change change) {
    try {
      return JSON.writeValueAsString(change);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A change is plain values", impossible);
    }
  }
}
