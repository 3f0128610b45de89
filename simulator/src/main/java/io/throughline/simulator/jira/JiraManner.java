package io.throughline.simulator.jira;

import io.throughline.simulator.http.Json;
import io.throughline.simulator.http.Manner;
import io.throughline.simulator.http.Reply;

/** How Jira says no. */
final class JiraManner implements Manner {
  @Override
  public Reply error(int status, String text) {
    return Reply.json(
        status,
        Json.bytes(
            out -> {
              out.writeStartObject();
              out.writeArrayFieldStart("errorMessages");
              out.writeString(text);
              out.writeEndArray();
              out.writeObjectFieldStart("errors");
              out.writeEndObject();
              out.writeEndObject();
            }));
  }

  @Override
  public Reply tooMany() {
    return error(429, "Rate limit exceeded.");
  }

  @Override
  public Reply budget(Reply reply, int limit, int seen) {
    return reply
        .with("X-RateLimit-Limit", "" + limit)
        .with("X-RateLimit-Remaining", "" + Math.max(0, limit - seen))
        .with("X-RateLimit-NearLimit", "" + (seen * 5 > limit * 4));
  }
}
