package io.throughline.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.MappingContext;
import io.throughline.source.UnmappableException;
import io.throughline.source.jira.JiraSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ticket comes to, in whatever order webhooks tell of it. */
class JiraFoldTest {
  private static final Instant RECEIVED = Instant.parse("2026-05-20T12:00:00Z");

  @TempDir Path folder;

  private static Telling hook(String event, String at, String fields) throws UnmappableException {
    long millis = Instant.parse("2026-05-20T" + at + "Z").toEpochMilli();
    String body =
        ("{'timestamp':%d,'webhookEvent':'%s','issue':{'id':'77','key':'SHOP-7','fields':{"
                + "'summary':'It burns','created':'2026-05-20T09:00:00.000+0000'%s}}}")
            .formatted(millis, event, fields)
            .replace('\'', '"');
    return new Telling(
        Channel.WEBHOOK,
        JiraSystem.create()
            .mapper()
            .map(
                new Delivery(
                    1,
                    "jira",
                    Channel.WEBHOOK,
                    event,
                    Map.of(),
                    RECEIVED,
                    body.getBytes(StandardCharsets.UTF_8)),
                new MappingContext(1, List.of(), List.of(), List.of(), Map.of())));
  }

  /** What Jira calls secondary events still come after a deletion, and carry the issue. */
  @Test
  void c21_eventsAfterADeletionBringNothingBack() throws Exception {
    List<Telling> tellings = new ArrayList<>();
    tellings.add(hook("jira:issue_created", "09:00:00", ""));
    tellings.add(hook("jira:issue_deleted", "10:00:00", ""));
    tellings.add(
        hook("jira:issue_updated", "10:15:00", ",'updated':'2026-05-20T10:15:00.000+0000'"));
    Random random = new Random(21);
    for (int i = 0; i < 6; i++) {
      Path own = folder.resolve("order" + i);
      assertThat(own.toFile().mkdir()).isTrue();
      try (World world = new World(own)) {
        world.load(World.organisation());
        tellings.forEach(world::tell);
        assertThat(world.rows("SELECT deleted FROM fact_ticket"))
            .extracting(r -> r.get("deleted"))
            .containsExactly(true);
        assertThat(world.rows("SELECT id FROM ticket")).isEmpty();
      }
      Collections.shuffle(tellings, random);
    }
  }
}
