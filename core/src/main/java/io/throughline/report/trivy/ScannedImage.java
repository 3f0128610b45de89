package io.throughline.report.trivy;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.report.Artefact;
import java.util.Set;

/**
 * The digest of an image is that of its manifest, by which a registry and a cluster know it; where
 * none is told, as of an image that was never pushed, its id stands for it.
 */
final class ScannedImage {
  static final Set<String> FIELDS = Set.of("RepoDigests", "ImageID", "Reference");

  private ScannedImage() {}

  /** What the metadata tell, beside the name that the report gives. */
  static Artefact of(String name, JsonNode metadata) {
    Artefact image = Artefact.NONE;
    for (JsonNode digest : metadata.path("RepoDigests")) {
      image = image.or(Artefact.of(digest.asText("")).unnamed());
    }
    return image
        .or(Artefact.of(metadata.path("Reference").asText("")).unnamed())
        .or(Artefact.of(name))
        .or(Artefact.of(metadata.path("ImageID").asText("")).unnamed());
  }
}
