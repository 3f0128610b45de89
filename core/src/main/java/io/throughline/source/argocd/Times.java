package io.throughline.source.argocd;

import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the instant in a field; null when there is none. The mapper's also refuses absurd ones. */
interface Times {
  /** As it is written: for a feed, whose reading decides nothing. */
  Times WRITTEN =
      (parent, field) -> {
        String text = parent.text(field);
        if (text == null || text.isBlank()) {
          return null;
        }
        try {
          return SourceTime.parse(text);
        } catch (DateTimeException e) {
          throw parent.at(field).unexpected("a time with a zone");
        }
      };

  @Nullable Instant time(JsonValue parent, String field) throws UnmappableException;
}
