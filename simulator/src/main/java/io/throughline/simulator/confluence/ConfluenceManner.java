package io.throughline.simulator.confluence;

import io.throughline.simulator.http.Json;
import io.throughline.simulator.http.Manner;
import io.throughline.simulator.http.Reply;

/** How Confluence says no. */
final class ConfluenceManner implements Manner {
  @Override
  public Reply error(int status, String text) {
    return Reply.json(
        status,
        Json.bytes(
            out -> {
              out.writeStartObject();
              out.writeArrayFieldStart("errors");
              out.writeStartObject();
              out.writeNumberField("status", status);
              out.writeStringField("title", text);
              out.writeNullField("detail");
              out.writeEndObject();
              out.writeEndArray();
              out.writeEndObject();
            }));
  }

  @Override
  public Reply tooMany() {
    return error(429, "Rate limit exceeded");
  }

  @Override
  public Reply budget(Reply reply, int limit, int seen) {
    return reply
        .with("X-RateLimit-Limit", "" + limit)
        .with("X-RateLimit-Remaining", "" + Math.max(0, limit - seen));
  }
}
