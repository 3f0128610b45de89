package io.throughline.web;

import io.throughline.api.AdminToken;
import io.throughline.api.ApiSources;
import io.throughline.api.PersonalLinks;
import io.throughline.ingest.Connections;
import io.throughline.ingest.Receiver;
import io.throughline.ingest.Surveys;
import io.throughline.ingest.Uploads;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;

/** What API and hooks want beside the pages, over the same make-believe house. */
@Alternative
@Singleton
final class FakeEdgeBeans {
  private final PageSources sources = FakeHouse.plain().sources();

  @Produces
  @Singleton
  @Alternative
  ApiSources api() {
    return new ApiSources(
        sources.readings(),
        sources.definitions(),
        sources.organisation(),
        sources.process(),
        sources.conformance(),
        sources.sprints(),
        sources.evidenced(),
        sources.running(),
        sources.ledger(),
        new Uploads(() -> new Connections(List.of()), sources.ledger(), sources.clock()),
        surveys(),
        (at, id, limit) -> List.of(),
        sources.listening(),
        source -> {},
        source -> {},
        () -> {});
  }

  @Produces
  @Singleton
  @Alternative
  Surveys surveys() {
    return new Surveys(
        () -> new Connections(List.of()),
        () -> sources.organisation().get().surveys(),
        sources.ledger(),
        sources.clock());
  }

  @Produces
  @Singleton
  @Alternative
  AdminToken token() throws IOException {
    return AdminToken.make(Files.createTempDirectory("throughline-fake"));
  }

  @Produces
  @Singleton
  @Alternative
  PersonalLinks links() {
    return new PersonalLinks(sources.ledger(), sources.clock());
  }

  @Produces
  @Singleton
  @Alternative
  Clock clock() {
    return sources.clock();
  }

  @Produces
  @Singleton
  @Alternative
  Receiver receiver() {
    return new Receiver(() -> new Connections(List.of()), sources.ledger(), sources.clock());
  }
}
