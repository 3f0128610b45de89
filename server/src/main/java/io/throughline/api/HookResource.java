package io.throughline.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.ingest.Outcome;
import io.throughline.ingest.Receiver;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where source systems send their webhooks. Answers are empty: senders store what they get. */
@Path("/hooks")
public final class HookResource {
  private final Receiver receiver;

  public HookResource(Receiver receiver) {
    this.receiver = receiver;
  }

  /** Takes one webhook; answers when it is on the disk. */
  @POST
  @Path("{id}")
  @Consumes(MediaType.WILDCARD)
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response receive(@PathParam("id") String id, @Context HttpHeaders headers, byte[] body) {
    return answer(receiver.receive(id, lowerCase(headers), body));
  }

  static Response answer(Outcome outcome) {
    Response.ResponseBuilder answer = Response.status(outcome.status());
    if (outcome instanceof Outcome.Unavailable later) {
      answer.header(HttpHeaders.RETRY_AFTER, later.retryAfter().toSeconds());
    }
    return answer.build();
  }

  private static Map<String, String> lowerCase(HttpHeaders headers) {
    Map<String, String> names = new HashMap<>();
    headers
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                names.merge(
                    name.toLowerCase(Locale.ROOT),
                    String.join(",", values),
                    (a, b) -> a + "," + b));
    return names;
  }
}
