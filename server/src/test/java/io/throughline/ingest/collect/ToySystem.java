package io.throughline.ingest.collect;

import io.throughline.model.org.SourceConfig;
import io.throughline.source.Admission;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.Follower;
import io.throughline.source.Mapped;
import io.throughline.source.Mapper;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceSystem;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.HttpDoor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A system whose feeds do what a test says. */
final class ToySystem implements SourceSystem {
  /** What a feed does. */
  interface Reading {
    void read(FeedRun run) throws SourceException, InterruptedException;
  }

  final List<Refresh> wishes = new CopyOnWriteArrayList<>();
  @Nullable Follower follower;
  private final List<Feed> feeds;

  ToySystem(Reading... readings) {
    List<Feed> all = new ArrayList<>();
    for (int i = 0; i < readings.length; i++) {
      all.add(new ToyFeed("feed" + i, readings[i]));
    }
    feeds = List.copyOf(all);
  }

  Connection at(String id, String url) {
    SourceConfig config =
        new SourceConfig(
            id, "toy", url, "secret-token", null, List.of(), 12, 3600, false, Map.of());
    return new Connection(config, this);
  }

  private final class ToyFeed implements Feed {
    private final String id;
    private final Reading reading;

    ToyFeed(String id, Reading reading) {
      this.id = id;
      this.reading = reading;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public void read(FeedRun run) throws SourceException, InterruptedException {
      reading.read(run);
    }

    @Override
    public boolean refresh(FeedRun run, Refresh wish) {
      return wishes.add(wish);
    }
  }

  @Override
  public String id() {
    return "toy";
  }

  @Override
  public String title() {
    return "Toy";
  }

  @Override
  public List<Feed> feeds() {
    return feeds;
  }

  @Override
  public Optional<Follower> follower() {
    return Optional.ofNullable(follower);
  }

  @Override
  public Mapper mapper() {
    return (delivery, context) -> Mapped.ignored("a toy");
  }

  @Override
  public Admission admit(Webhook webhook, WebhookSecrets secrets) {
    return new Admission.Refused("a toy");
  }

  @Override
  public HttpDoor.Authentication authentication(String token, Map<String, String> settings) {
    return new HttpDoor.Authentication(Map.of("Token", token));
  }

  @Override
  public String check(HttpDoor http) throws SourceException, InterruptedException {
    return "Toy answers " + http.get("/").status() + ".";
  }

  @Override
  public String projectLink(String baseUrl, String path) {
    return baseUrl;
  }
}
