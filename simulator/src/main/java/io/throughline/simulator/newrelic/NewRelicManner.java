package io.throughline.simulator.newrelic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.http.Manner;
import io.throughline.simulator.http.Reply;
import java.nio.charset.StandardCharsets;

/** How New Relic says no: as a list of errors, in most cases with the status 200. */
final class NewRelicManner implements Manner {
  @Override
  public Reply error(int status, String text) {
    String kind =
        switch (status) {
          case 401, 403 -> "UNAUTHORIZED";
          case 429 -> "TOO_MANY_REQUESTS";
          case 200 -> "INVALID_INPUT";
          default -> "SERVER_ERROR";
        };
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ObjectNode error = out.putArray("errors").addObject().put("message", text);
    error.putObject("extensions").put("errorClass", kind);
    return Reply.json(status, out.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Reply tooMany() {
    return error(429, "Too many requests. Please try again later.");
  }

  @Override
  public Reply budget(Reply reply, int limit, int seen) {
    return reply;
  }
}
