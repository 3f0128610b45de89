package io.throughline.metric;

import static io.throughline.metric.FactWorld.at;

import io.throughline.model.fact.Correction;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.GitopsApplication;
import io.throughline.model.fact.GitopsChange;
import io.throughline.model.fact.GitopsSync;
import io.throughline.model.fact.HealthChange;
import io.throughline.model.fact.MergeRequest;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.Rollout;
import io.throughline.model.fact.RolloutPause;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Production told fact by fact beside a {@link FactWorld}: applications of a GitOps controller that
 * bring the shop to its clusters. The n-th artifact is the image {@code shop:n.0} of the commit
 * {@code sha(n)}.
 */
final class ProductionWorld {
  private static final int SOURCE = 5;

  final FactWorld facts;
  private final Map<Long, List<HealthChange>> health = new HashMap<>();
  private final List<String> incidents = new ArrayList<>();
  private long next = 1;

  ProductionWorld(FactWorld facts) {
    this.facts = facts;
    app(1, "shop");
  }

  /** Unlike those of the other world these differ in their first digits. */
  static String sha(int artifact) {
    return "%08x".formatted(0xc0de0000 + artifact).repeat(5);
  }

  static String image(int artifact) {
    return "registry.example/shop:" + artifact + ".0";
  }

  static long app(int number) {
    return FactId.of(SOURCE, number);
  }

  /** An application of a cluster of its own, with what the controller says whose it is. */
  void app(int number, @Nullable String service) {
    facts.tell(
        new Project(
            app(number), "app" + number, "app" + number, null, null, null, null, false, service));
  }

  /** One sync, as it is told in the end; changed by what follows, told by {@link #tell}. */
  final class Sync {
    private final long id = FactId.of(SOURCE, 1_000 + next++);
    private final int app;
    private final String started;
    private @Nullable String images;
    private @Nullable String revision;
    private @Nullable String appSha;
    private @Nullable String tier = "production";
    private @Nullable String environment;
    private String phase = "succeeded";
    private boolean automated = true;
    private @Nullable String trigger = "sync";
    private @Nullable String finished;
    private @Nullable Integer resources = 3;

    Sync(int app, int artifact, String started) {
      this.app = app;
      this.started = started;
      this.finished = started;
      this.images = image(artifact);
      this.revision = "%040x".formatted(0xfade0000L + artifact);
      this.appSha = sha(artifact);
    }

    Sync images(@Nullable String other) {
      images = other;
      return this;
    }

    Sync revision(int number) {
      revision = "%040x".formatted(0xfade0000L + number);
      return this;
    }

    Sync commit(@Nullable String sha) {
      appSha = sha;
      return this;
    }

    Sync tier(@Nullable String word, @Nullable String name) {
      tier = word;
      environment = name;
      return this;
    }

    Sync phase(String word) {
      phase = word;
      finished = word.equals("running") ? null : finished;
      return this;
    }

    Sync byHand() {
      automated = false;
      return this;
    }

    Sync trigger(String word) {
      trigger = word;
      return this;
    }

    Sync ended(String when) {
      finished = when;
      return this;
    }

    Sync changed(@Nullable Integer count) {
      resources = count;
      return this;
    }

    long tell() {
      facts.tell(
          new GitopsSync(
              id,
              app(app),
              "cluster" + app,
              environment,
              tier,
              phase,
              revision,
              images,
              appSha,
              automated,
              automated ? null : "a",
              trigger,
              at(started),
              finished == null ? null : at(finished),
              0,
              resources,
              null,
              "https://argo.example/" + id));
      return id;
    }
  }

  Sync sync(int app, int artifact, String started) {
    return new Sync(app, artifact, started);
  }

  /** A sync of the first application that succeeded at once. */
  long deployed(int artifact, String when) {
    return sync(1, artifact, when).tell();
  }

  void health(int app, String status, String when) {
    health
        .computeIfAbsent(app(app), a -> new ArrayList<>())
        .add(new HealthChange(app(app), when + " " + status, status, at(when)));
  }

  /** By what the controller labels the pods of an artifact. */
  static String podHash(int artifact) {
    return "6d9f" + (1_000 + artifact);
  }

  /** A canary of the first application. */
  long rollout(int artifact, String started, @Nullable String completed, @Nullable String aborted) {
    long id = FactId.of(SOURCE, 5_000 + next++);
    facts.tell(
        new Rollout(
            id,
            app(1),
            "shop",
            next,
            "canary",
            4,
            completed == null ? 1 : 4,
            true,
            image(artifact),
            podHash(artifact),
            completed != null ? "healthy" : aborted != null ? "degraded" : "progressing",
            aborted != null,
            aborted == null ? null : at(aborted),
            at(started),
            completed == null ? null : at(completed),
            null,
            at(started)));
    return id;
  }

  void paused(long rollout, String started, @Nullable String ended) {
    facts.members(
        RolloutPause.class,
        rollout,
        "rollouts",
        List.of(
            new RolloutPause(
                rollout,
                started,
                1,
                "CanaryPauseStep",
                true,
                at(started),
                ended == null ? null : at(ended))));
  }

  void kept(int app, String seen, boolean automated, String sync, @Nullable String strategy) {
    facts.tell(
        new GitopsApplication(
            FactId.of(SOURCE, 8_000 + next++),
            app(app),
            "https://x/gitops",
            "shop",
            automated,
            true,
            sync,
            "healthy",
            strategy,
            "canary".equals(strategy),
            false,
            null,
            at(seen)));
  }

  /** That somebody named the artifact in Git. */
  long named(int artifact, String author, String email, @Nullable String appSha, String when) {
    long id = FactId.of(1, 9_000 + next++);
    facts.tell(
        new GitopsChange(
            id,
            FactId.of(1, 21),
            "%040x".formatted(0xfade0000L + artifact),
            "shop/values.yaml",
            "registry.example/shop",
            artifact - 1 + ".0",
            artifact + ".0",
            appSha,
            author,
            email,
            null,
            at(when),
            null));
    return id;
  }

  /** A merge request into main that made the commit of an artifact. */
  long merged(int number, int artifact, String created, String merged) {
    return merged(number, artifact, created, merged, "", null);
  }

  long merged(
      int number,
      int artifact,
      String created,
      String merged,
      String labels,
      @Nullable Long reverts) {
    long id = FactId.of(1, 100 + number);
    facts.tell(
        new MergeRequest(
            id,
            FactWorld.SHOP,
            (long) number,
            "Change",
            "https://x/" + number,
            FactWorld.person("a"),
            "topic" + number,
            "main",
            FactWorld.SHOP,
            "merged",
            false,
            at(created),
            at(merged),
            null,
            null,
            "%040x".formatted(0xbeef0000L + number),
            sha(artifact),
            null,
            labels,
            reverts,
            null,
            null,
            null,
            null,
            null,
            null,
            false));
    return id;
  }

  /** An incident of the shop, as it is put together of what tells of it. */
  void incident(
      int number,
      String triggered,
      @Nullable String resolved,
      @Nullable String cause,
      @Nullable String sha) {
    incidents.add(
        "INSERT INTO production_incident (id, service_id, triggered_at, resolved_at, cause, cause_sha,"
            + " gate, counted, timed) SELECT %d, s.id, %s, %s, %s, %s, %s, TRUE, TRUE FROM service s WHERE s.key = 'shop'"
                .formatted(
                    incidentId(number),
                    instant(triggered),
                    resolved == null ? "NULL" : instant(resolved),
                    text(cause),
                    text(sha),
                    number % 2 == 0 ? "'load-test'" : "NULL"));
  }

  static long incidentId(int number) {
    return FactId.of(6, number);
  }

  /** What a person says of an incident and a deployment, or of a deployment alone. */
  void said(String subject, long id, String word, @Nullable Long other, String when) {
    facts.tell(
        new Correction(
            FactId.of(7, next++), subject, id, word, other, null, at(when), "anna", null));
  }

  private static String instant(String local) {
    return "TIMESTAMP '" + at(local).toString().replace("T", " ").replace("Z", "") + "'";
  }

  private static String text(@Nullable String text) {
    return text == null ? "NULL" : "'" + text + "'";
  }

  private void tellIncidents() {
    facts.warehouse.query(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            // Questions may not write; what puts incidents together is tested for itself.
            statement.execute("ROLLBACK");
            statement.execute("BEGIN TRANSACTION");
            for (String incident : incidents) {
              statement.execute(incident);
            }
            statement.execute("COMMIT");
            statement.execute("BEGIN TRANSACTION READ ONLY");
          }
          return incidents.size();
        });
  }

  /** Tells what is told of all at once and opens it for reading. */
  Readings readings() {
    health.forEach((app, list) -> facts.members(HealthChange.class, app, "health", list));
    facts.organised = this::tellIncidents;
    return facts.readings();
  }
}
