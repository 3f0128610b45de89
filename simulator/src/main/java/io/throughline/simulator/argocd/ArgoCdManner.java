package io.throughline.simulator.argocd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.http.Manner;
import io.throughline.simulator.http.Reply;
import java.nio.charset.StandardCharsets;

/** How Argo CD says no: its own number, and the same text twice. */
final class ArgoCdManner implements Manner {
  private static final int UNKNOWN = 2;
  private static final int INVALID = 3;
  private static final int NOT_FOUND = 5;
  private static final int DENIED = 7;
  private static final int UNAUTHENTICATED = 16;

  @Override
  public Reply error(int status, String text) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("error", text).put("code", code(status)).put("message", text);
    return Reply.json(status, out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static int code(int status) {
    return switch (status) {
      case 400 -> INVALID;
      case 401 -> UNAUTHENTICATED;
      case 403 -> DENIED;
      case 404 -> NOT_FOUND;
      default -> UNKNOWN;
    };
  }

  /** Argo CD itself counts nothing; a proxy before it does. */
  @Override
  public Reply tooMany() {
    return error(429, "Too Many Requests");
  }

  @Override
  public Reply budget(Reply reply, int limit, int seen) {
    return reply;
  }
}
