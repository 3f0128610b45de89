package io.throughline.source.confluence;

import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Harvest;
import io.throughline.source.Mapped;
import io.throughline.source.Mapper;
import io.throughline.source.MappingContext;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;

/** Maps answers of Confluence by their kind. */
public final class ConfluenceMapper implements Mapper {
  private static final int LONGEST_KIND = 60;

  @Override
  public Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    if (delivery.channel() == Channel.WEBHOOK) {
      return Mapped.ignored("Confluence is only read");
    }
    Scope scope = new Scope(delivery, context);
    JsonValue body = StrictJson.read(delivery.body()).object();
    Harvest harvest = new Harvest();
    switch (delivery.kind()) {
      case "pages" -> PageMapping.list(scope, body, harvest);
      case "page" -> PageMapping.single(scope, body, harvest);
      case "page_labels" -> PageMapping.labels(scope, body, harvest);
      case "page_gone" -> PageMapping.presence(scope, true, false, harvest);
      case "page_hidden" -> PageMapping.presence(scope, null, true, harvest);
      case "page_back" -> PageMapping.presence(scope, false, false, harvest);
      default ->
          throw new UnmappableException(
              "", "no answer of Confluence is called '" + kind(delivery) + "'");
    }
    Mapped mapped = harvest.mapped();
    return mapped.snapshots().isEmpty() && mapped.sets().isEmpty()
        ? Mapped.ignored("it carries nothing that is kept")
        : mapped;
  }

  private static String kind(Delivery delivery) {
    String kind = delivery.kind();
    return kind.length() > LONGEST_KIND ? kind.substring(0, LONGEST_KIND) + "..." : kind;
  }
}
