package io.throughline.simulator.qmetry;

import io.throughline.simulator.http.Json;
import io.throughline.simulator.http.Manner;
import io.throughline.simulator.http.Reply;

/** How QMetry says no. */
final class QMetryManner implements Manner {
  @Override
  public Reply error(int status, String text) {
    return Reply.json(
        status,
        Json.bytes(
            out -> {
              out.writeStartObject();
              out.writeNumberField("status", status);
              out.writeStringField("errorMessage", text);
              out.writeEndObject();
            }));
  }

  @Override
  public Reply tooMany() {
    return error(429, "Too many requests");
  }

  /** It does not tell how much is left. */
  @Override
  public Reply budget(Reply reply, int limit, int seen) {
    return reply;
  }
}
