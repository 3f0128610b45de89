package io.throughline.simulator.pagerduty;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.http.Manner;
import io.throughline.simulator.http.Reply;
import java.nio.charset.StandardCharsets;

/** How PagerDuty says no: an error with a number of its own. */
final class PagerDutyManner implements Manner {
  private static final int INVALID = 2001;
  private static final int UNAUTHENTICATED = 2006;
  private static final int TOO_MANY = 2020;
  private static final int NOT_FOUND = 2100;
  private static final int INTERNAL = 2000;

  @Override
  public Reply error(int status, String text) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ObjectNode error = out.putObject("error");
    error.put("message", status == 400 ? "Invalid Input Provided" : text).put("code", code(status));
    if (status == 400) {
      error.putArray("errors").add(text);
    }
    return Reply.json(status, out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static int code(int status) {
    return switch (status) {
      case 400 -> INVALID;
      case 401 -> UNAUTHENTICATED;
      case 404 -> NOT_FOUND;
      case 429 -> TOO_MANY;
      default -> INTERNAL;
    };
  }

  @Override
  public Reply tooMany() {
    return error(429, "Rate Limit Exceeded").with("ratelimit-reset", "1");
  }

  @Override
  public Reply budget(Reply reply, int limit, int seen) {
    return reply
        .with("ratelimit-limit", Integer.toString(limit))
        .with("ratelimit-remaining", Integer.toString(Math.max(0, limit - seen)));
  }
}
