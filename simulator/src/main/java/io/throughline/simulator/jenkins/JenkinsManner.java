package io.throughline.simulator.jenkins;

import io.throughline.simulator.http.Manner;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Sent;

/** How Jenkins says no: with a web page, whatever was asked for. */
final class JenkinsManner implements Manner {
  @Override
  public Reply error(int status, String text) {
    return Sent.html(
        status,
        "<html><head><title>Error " + status + "</title></head><body>" + text + "</body></html>");
  }

  /** Jenkins itself counts nothing; a proxy before it does. */
  @Override
  public Reply tooMany() {
    return error(429, "Too Many Requests");
  }

  @Override
  public Reply budget(Reply reply, int limit, int seen) {
    return reply;
  }
}
