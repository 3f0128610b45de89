package io.throughline.simulator.freshping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.throughline.simulator.http.Manner;
import io.throughline.simulator.http.Reply;
import java.nio.charset.StandardCharsets;

/** How Freshping says no: with a detail. */
final class FreshpingManner implements Manner {
  @Override
  public Reply error(int status, String text) {
    String body = JsonNodeFactory.instance.objectNode().put("detail", text).toString();
    return Reply.json(status, body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Reply tooMany() {
    return error(429, "Request was throttled.");
  }

  @Override
  public Reply budget(Reply reply, int limit, int seen) {
    return reply
        .with("X-RateLimit-Total", Integer.toString(limit))
        .with("X-RateLimit-Remaining", Integer.toString(Math.max(0, limit - seen)));
  }
}
