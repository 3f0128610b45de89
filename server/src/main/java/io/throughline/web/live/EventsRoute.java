package io.throughline.web.live;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.throughline.warehouse.Change;
import io.throughline.web.PageSources;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/** Tells open pages which teams' numbers may have moved. Numbers themselves are never sent. */
@Path("/events")
class EventsRoute {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int WAITING = 256;

  private final PageSources sources;

  EventsRoute(PageSources sources) {
    this.sources = sources;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> events(@Context Sse sse) {
    Multi<OutboundSseEvent> changes =
        Multi.createFrom()
            .<Change>emitter(
                emitter -> {
                  Runnable end = sources.changes().subscribe(emitter::emit);
                  emitter.onTermination(end);
                },
                BackPressureStrategy.IGNORE)
            // A page that cannot keep up is cut off; it comes back and reads everything again.
            .onOverflow()
            .buffer(WAITING)
            .map(change -> event(sse, "change", ChangeText.of(change)));
    Multi<OutboundSseEvent> heartbeat =
        Multi.createFrom()
            .ticks()
            .startingAfter(Duration.ofMillis(1))
            .every(HEARTBEAT)
            .onOverflow()
            .drop()
            .map(tick -> event(sse, "beat", "{}"));
    return Multi.createBy().merging().streams(heartbeat, changes);
  }

  private static OutboundSseEvent event(Sse sse, String name, String data) {
    return sse.newEventBuilder().name(name).mediaType(MediaType.TEXT_PLAIN_TYPE).data(data).build();
  }
}
