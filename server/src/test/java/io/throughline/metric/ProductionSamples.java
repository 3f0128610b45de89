package io.throughline.metric;

import io.throughline.model.fact.CheckEvent;
import io.throughline.model.fact.Correction;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Incident;
import io.throughline.model.fact.IncidentEvent;
import io.throughline.model.fact.MaintenanceWindow;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.ServiceSample;
import io.throughline.model.fact.SurveyAnswer;
import io.throughline.model.fact.SurveyRound;
import io.throughline.model.fact.TrackSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a small company what happens to its services in production. Instants are of UTC. */
final class ProductionSamples {
  /** Numbers of the sources that tell. */
  static final int PAGER = 5;

  static final int RELIC = 6;
  static final int PING = 7;
  static final int SURVEYS = 8;

  final FactWorld world;
  private final Map<Long, List<CheckEvent>> checks = new HashMap<>();
  private final Map<Long, List<ServiceSample>> samples = new HashMap<>();
  private final Map<Long, List<TrackSample>> tracks = new HashMap<>();
  private final Map<Long, List<IncidentEvent>> calls = new HashMap<>();
  private int next = 1;

  ProductionSamples(FactWorld world) {
    this.world = world;
  }

  /** What a source keeps things by, of a service of the file; null: of none. */
  long watched(int source, int number, @Nullable String service) {
    long id = FactId.of(source, number);
    String name = "watched " + source + "/" + number;
    world.tell(new Project(id, name, name, "https://x/" + id, null, null, false, false, service));
    return id;
  }

  /** An incident whose parts are set one by one. */
  final class Told {
    final long id;
    private final @Nullable Long project;
    private String origin = "monitoring";
    private @Nullable Integer severity = 2;
    private @Nullable Instant triggered;
    private @Nullable Instant acknowledged;
    private @Nullable Instant resolved;
    private @Nullable Long mergedInto;
    private @Nullable String dedupKey;
    private @Nullable String cause;
    private boolean auto;

    private Told(int source, @Nullable Long project) {
      this.id = FactId.of(source, 1_000 + next++);
      this.project = project;
    }

    Told from(@Nullable String triggered, @Nullable String resolved) {
      this.triggered = triggered == null ? null : Instant.parse(triggered);
      this.resolved = resolved == null ? null : Instant.parse(resolved);
      return this;
    }

    Told acknowledged(String at) {
      acknowledged = Instant.parse(at);
      return this;
    }

    Told severity(@Nullable Integer severity) {
      this.severity = severity;
      return this;
    }

    Told key(String key) {
      dedupKey = key;
      return this;
    }

    Told into(Told other) {
      mergedInto = other.id;
      return this;
    }

    Told cause(String cause) {
      this.cause = cause;
      return this;
    }

    Told byMachine() {
      auto = true;
      return this;
    }

    Told tell() {
      world.tell(
          new Incident(
              id,
              project,
              "#" + FactId.external(id),
              "Outage",
              origin,
              resolved == null ? "triggered" : "resolved",
              null,
              null,
              severity,
              triggered,
              acknowledged,
              resolved,
              mergedInto,
              dedupKey,
              cause,
              null,
              null,
              null,
              auto,
              null,
              "https://x/incidents/" + id));
      return this;
    }
  }

  Told incident(int source, @Nullable Long project) {
    return new Told(source, project);
  }

  /** A person is called because of an incident. */
  void call(long incident, String who, String at, String how) {
    List<IncidentEvent> list = calls.computeIfAbsent(incident, k -> new ArrayList<>());
    list.add(
        new IncidentEvent(
            incident,
            "n" + list.size(),
            "notified",
            Instant.parse(at),
            FactWorld.person(who),
            how));
  }

  /** What a person says of two incidents, or of one. */
  void said(long subject, String word, @Nullable Long other, @Nullable String value, String at) {
    world.tell(
        new Correction(
            FactId.of(PAGER, 90_000 + next++),
            "incident",
            subject,
            word,
            other,
            value,
            Instant.parse(at),
            "Ada",
            "I was there"));
  }

  void check(long check, String state, String at) {
    List<CheckEvent> list = checks.computeIfAbsent(check, k -> new ArrayList<>());
    list.add(new CheckEvent(check, "e" + list.size(), state, Instant.parse(at), null, null, null));
  }

  void window(@Nullable Long project, String from, String to) {
    world.tell(
        new MaintenanceWindow(
            FactId.of(PING, 5_000 + next++),
            project,
            "Planned",
            Instant.parse(from),
            Instant.parse(to),
            false));
  }

  /** A minute of which a test says what it needs. */
  static final class Minute {
    private final long project;
    private final Instant at;
    private @Nullable Long requests;
    private @Nullable Long errors;
    private final Long[] upTo = new Long[15];
    private @Nullable Double p95;
    private @Nullable Double apdexT;
    private @Nullable Long satisfied;
    private @Nullable Long tolerating;
    private @Nullable Long frustrated;
    private @Nullable Double cpu;
    private @Nullable Double cpuRequested;
    private String environment = "production";

    Minute(long project, Instant at) {
      this.project = project;
      this.at = at;
    }

    Minute requests(long count, @Nullable Long failed) {
      requests = count;
      errors = failed;
      return this;
    }

    /** How many took no longer than each limit, from 5 ms to 10 s. */
    Minute times(long... counts) {
      for (int i = 0; i < upTo.length; i++) {
        upTo[i] = counts[i];
      }
      return this;
    }

    Minute p95(double millis) {
      p95 = millis;
      return this;
    }

    Minute apdex(double t, long satisfied, long tolerating, long frustrated) {
      apdexT = t;
      this.satisfied = satisfied;
      this.tolerating = tolerating;
      this.frustrated = frustrated;
      return this;
    }

    Minute cpu(double used, @Nullable Double requested) {
      cpu = used;
      cpuRequested = requested;
      return this;
    }

    Minute in(String environment) {
      this.environment = environment;
      return this;
    }

    ServiceSample fact() {
      return new ServiceSample(
          ServiceSample.hour(project, at),
          project + "@" + at + " " + environment,
          project,
          environment,
          at,
          60,
          requests,
          errors,
          upTo[0],
          upTo[1],
          upTo[2],
          upTo[3],
          upTo[4],
          upTo[5],
          upTo[6],
          upTo[7],
          upTo[8],
          upTo[9],
          upTo[10],
          upTo[11],
          upTo[12],
          upTo[13],
          upTo[14],
          null,
          p95,
          null,
          apdexT,
          satisfied,
          tolerating,
          frustrated,
          cpu,
          cpuRequested,
          null,
          null,
          null,
          null,
          null,
          null,
          1);
    }
  }

  void sample(Minute minute) {
    ServiceSample fact = minute.fact();
    samples.computeIfAbsent(fact.sampleHourId(), k -> new ArrayList<>()).add(fact);
  }

  /** What one version answered in a minute beside another one. */
  void track(
      long project,
      String at,
      String label,
      long requests,
      @Nullable Long errors,
      @Nullable Double p95) {
    Instant start = Instant.parse(at);
    long hour = ServiceSample.hour(project, start);
    tracks
        .computeIfAbsent(hour, k -> new ArrayList<>())
        .add(
            new TrackSample(
                hour,
                project + "@" + at + " " + label,
                project,
                "production",
                start,
                60,
                label,
                requests,
                errors,
                p95));
  }

  Minute minute(long project, String at) {
    return new Minute(project, Instant.parse(at));
  }

  void satisfaction(long survey, int score, int scale, String who, String at) {
    answer(survey, "csat", score, scale, null, null, who, at);
  }

  void missing(long survey, String answer, @Nullable Integer uses, String who, String at) {
    answer(survey, "pmf", null, null, answer, uses, who, at);
  }

  private void answer(
      long survey,
      String kind,
      @Nullable Integer score,
      @Nullable Integer scale,
      @Nullable String answer,
      @Nullable Integer uses,
      String who,
      String at) {
    world.tell(
        new SurveyAnswer(
            FactId.of(SURVEYS, 10_000 + next++),
            survey,
            kind,
            "email",
            null,
            who,
            score,
            scale,
            answer,
            uses,
            null,
            Instant.parse(at)));
  }

  void sending(long survey, String kind, int invited, String at) {
    world.tell(
        new SurveyRound(
            FactId.of(SURVEYS, 50_000 + next++),
            survey,
            kind,
            "email",
            Instant.parse(at),
            invited));
  }

  /** Tells the sets, and opens it for reading. */
  Readings readings() {
    checks.forEach((id, list) -> world.members(CheckEvent.class, id, "events", list));
    samples.forEach((id, list) -> world.members(ServiceSample.class, id, "samples", list));
    tracks.forEach((id, list) -> world.members(TrackSample.class, id, "samples", list));
    calls.forEach((id, list) -> world.members(IncidentEvent.class, id, "log", list));
    return world.readings();
  }
}
