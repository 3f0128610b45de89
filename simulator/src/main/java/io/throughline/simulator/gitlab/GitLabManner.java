package io.throughline.simulator.gitlab;

import io.throughline.simulator.http.Json;
import io.throughline.simulator.http.Manner;
import io.throughline.simulator.http.Reply;
import java.nio.charset.StandardCharsets;

/** How GitLab says no. */
final class GitLabManner implements Manner {
  @Override
  public Reply error(int status, String text) {
    return Reply.json(status, Json.message(text));
  }

  @Override
  public Reply tooMany() {
    byte[] body = "Retry later\n".getBytes(StandardCharsets.UTF_8);
    return Reply.json(429, body).with("Content-Type", "text/plain");
  }

  @Override
  public Reply budget(Reply reply, int limit, int seen) {
    return reply
        .with("RateLimit-Limit", "" + limit)
        .with("RateLimit-Observed", "" + seen)
        .with("RateLimit-Remaining", "" + Math.max(0, limit - seen))
        .with("RateLimit-Reset", "" + (System.currentTimeMillis() / 1000 + 1));
  }
}
