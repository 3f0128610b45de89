package io.throughline.simulator.sonarqube;

import io.throughline.simulator.http.Json;
import io.throughline.simulator.http.Manner;
import io.throughline.simulator.http.Reply;

/** How SonarQube says no. */
final class SonarQubeManner implements Manner {
  @Override
  public Reply error(int status, String text) {
    return Reply.json(
        status,
        Json.bytes(
            out -> {
              out.writeStartObject();
              out.writeArrayFieldStart("errors");
              out.writeStartObject();
              out.writeStringField("msg", text);
              out.writeEndObject();
              out.writeEndArray();
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
