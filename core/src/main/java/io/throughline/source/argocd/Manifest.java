package io.throughline.source.argocd;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.nio.charset.StandardCharsets;

/** A live object of Kubernetes, which Argo CD's API gives as JSON inside a text. */
final class Manifest {
  private Manifest() {}

  /** The object that an answer holds. */
  static JsonValue read(JsonValue answer) throws UnmappableException {
    String text = answer.requiredText("manifest");
    return StrictJson.read(text.getBytes(StandardCharsets.UTF_8)).object();
  }
}
