package io.throughline.metric;

import static io.throughline.metric.ProductionSamples.RELIC;
import static io.throughline.metric.ProductionSamples.SURVEYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.running.SurveyAnswers;
import io.throughline.running.WarehouseRunning;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input about production is shown to people, and none of it becomes a number. */
final class ProductionFindingsTest {
  @TempDir Path folder;

  private ProductionWorld world() {
    return new ProductionWorld(new FactWorld(folder));
  }

  private static List<String> subjects(FactWorld facts, String kind) {
    return new Findings(facts.warehouse)
        .find().stream().filter(f -> f.kind().equals(kind)).map(Finding::subject).toList();
  }

  private static List<String> subjects(ProductionWorld world, String kind) {
    world.readings();
    return subjects(world.facts, kind);
  }

  @Test
  void anApplicationThatRunsLatestIsFound() {
    ProductionWorld world = world();
    try (world.facts) {
      world.app(2, "shop");
      world.app(3, "shop");
      world.app(4, "shop");
      world.deployed(1, "2026-05-05T11:00");
      world
          .sync(2, 2, "2026-05-06T11:00")
          .images("registry.example/side:1.0 registry.example/shop:latest")
          .tell();
      world.sync(3, 3, "2026-05-07T11:00").images("registry.example:5000/shop").tell();
      world
          .sync(4, 4, "2026-05-08T11:00")
          .images("registry.example/shop:latest@sha256:" + "ab".repeat(32))
          .tell();
      assertThat(subjects(world, "deployment without a version")).containsExactly("app2", "app3");
    }
  }

  @Test
  void anApplicationThatHasTagsAgainIsNotFound() {
    ProductionWorld world = world();
    try (world.facts) {
      world.sync(1, 1, "2026-05-05T11:00").images("registry.example/shop:latest").tell();
      world.deployed(2, "2026-05-06T11:00");
      assertThat(subjects(world, "deployment without a version")).isEmpty();
    }
  }

  @Test
  void whatImagesAreNotToldOfHasNoVersion() {
    ProductionWorld world = world();
    try (world.facts) {
      world.sync(1, 1, "2026-05-05T11:00").images(null).tell();
      assertThat(subjects(world, "deployment without a version")).containsExactly("app1");
    }
  }

  @Test
  void anApplicationOfNoServiceIsFoundUnlessItIsOfAnotherTier() {
    ProductionWorld world = world();
    try (world.facts) {
      world.app(2, null);
      world.app(3, "no-such-service");
      world.app(4, null);
      world.deployed(1, "2026-05-05T11:00");
      world.sync(2, 2, "2026-05-05T11:00").tell();
      world.kept(3, "2026-05-05T10:00", true, "synced", null);
      world.sync(4, 2, "2026-05-05T11:00").tier("staging", "staging").tell();
      assertThat(subjects(world, "application of no service")).containsExactly("app2", "app3");
    }
  }

  @Test
  void aServiceWithoutARolloutIsFound() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-05T11:00");
      world.kept(1, "2026-05-05T10:00", true, "synced", "none");
      assertThat(subjects(world, "deployed all at once")).containsExactly("shop");
    }
  }

  /** What nobody looked at is not known to be missing. */
  @Test
  void aServiceIsFoundNeitherWithStepsNorWhereNobodyLooked() {
    ProductionWorld world = world();
    try (world.facts) {
      world.deployed(1, "2026-05-05T11:00");
      world.kept(1, "2026-05-05T10:00", true, "synced", "none");
      world.kept(1, "2026-05-06T10:00", true, "synced", "canary");
      assertThat(subjects(world, "deployed all at once")).isEmpty();
      world.kept(1, "2026-05-07T10:00", true, "synced", null);
      assertThat(subjects(world, "deployed all at once")).isEmpty();
    }
  }

  @Test
  void deploymentsOfUnknownCommitsAreCounted() {
    ProductionWorld world = world();
    try (world.facts) {
      world.merged(1, 1, "2026-05-04T09:00", "2026-05-05T10:00");
      world.deployed(1, "2026-05-05T11:00");
      world.sync(1, 2, "2026-05-06T11:00").commit(null).tell();
      world.sync(1, 3, "2026-05-07T11:00").commit(null).tell();
      assertThat(subjects(world, "deployment of an unknown commit"))
          .containsExactly("shop: 2 of 3");
    }
  }

  /** R6: a duration that cannot be is not used. */
  @Test
  void aDeploymentThatCameBeforeItsCommitIsFound() {
    ProductionWorld world = world();
    try (world.facts) {
      world.merged(1, 1, "2026-05-05T12:00", "2026-05-05T10:00");
      world.deployed(1, "2026-05-05T11:00");
      world.merged(2, 2, "2026-05-06T09:00", "2026-05-06T10:00");
      world.sync(1, 2, "2026-05-06T12:00").ended("2026-05-06T11:00").tell();
      world.merged(3, 3, "2026-05-07T09:00", "2026-05-07T10:00");
      world.deployed(3, "2026-05-07T11:00");
      assertThat(subjects(world, "deployment before its cause"))
          .containsExactly("shop 2.0", "shop 1.0");
    }
  }

  @Test
  void hoursThatNobodyMeasuredAreFound() {
    try (FactWorld facts = new FactWorld(folder)) {
      ProductionSamples production = new ProductionSamples(facts);
      long whole = production.watched(RELIC, 1, "shop");
      long gap = production.watched(RELIC, 2, "shop");
      long late = production.watched(RELIC, 3, "shop");
      long silent = production.watched(RELIC, 4, "shop");
      long gone = production.watched(RELIC, 5, "shop");
      production.sample(production.minute(silent, "2026-05-01T10:00:00Z").requests(1, 0L));
      production.sample(production.minute(gone, "2026-03-01T10:00:00Z").requests(1, 0L));
      for (int hour = 0; hour < 200; hour++) {
        String at = Instant.parse("2026-05-10T00:00:00Z").plusSeconds(3600L * hour).toString();
        production.sample(production.minute(whole, at).requests(1, 0L));
        if (hour < 150 || hour >= 153) {
          production.sample(production.minute(gap, at).requests(0, 0L));
        }
        if (hour >= 190) {
          production.sample(production.minute(late, at).requests(1, 0L));
        }
      }
      production.readings();
      assertThat(subjects(facts, "hours without measurements"))
          .containsExactly("watched 6/4: 168 of 168", "watched 6/2: 3 of 168");
    }
  }

  @Test
  void aSurveyThatNobodyAnsweredLastTimeIsFound() {
    try (FactWorld facts = new FactWorld(folder)) {
      ProductionSamples production = new ProductionSamples(facts);
      long answered = production.watched(SURVEYS, 1, "shop");
      long silent = production.watched(SURVEYS, 2, "shop");
      production.sending(answered, "csat", 5, "2026-05-04T08:00:00Z");
      production.satisfaction(answered, 4, 5, "one", "2026-05-05T10:00:00Z");
      production.sending(silent, "csat", 5, "2026-04-04T08:00:00Z");
      production.satisfaction(silent, 4, 5, "one", "2026-04-05T10:00:00Z");
      production.sending(silent, "csat", 5, "2026-05-04T08:00:00Z");
      production.readings();
      assertThat(subjects(facts, "survey without an answer"))
          .containsExactly("watched 8/2 of 2026-05-04");
    }
  }

  /** The page of customers tells so beside each survey. */
  @Test
  void answersAreCountedInARangeAndTheLastIsRemembered() {
    try (FactWorld facts = new FactWorld(folder)) {
      ProductionSamples production = new ProductionSamples(facts);
      long survey = production.watched(SURVEYS, 1, "shop");
      long old = production.watched(SURVEYS, 2, null);
      production.watched(SURVEYS, 3, "shop");
      production.satisfaction(survey, 4, 5, "one", "2026-05-05T10:00:00Z");
      production.satisfaction(survey, 5, 5, "one", "2026-05-06T10:00:00Z");
      production.satisfaction(survey, 5, 5, "two", "2026-05-11T00:00:00Z");
      production.satisfaction(old, 5, 5, "two", "2026-05-01T10:00:00Z");
      production.readings();
      assertThat(
              new WarehouseRunning(facts.warehouse, () -> facts.organisation, () -> FactWorld.NOW)
                  .surveyAnswers(
                      Instant.parse("2026-05-04T00:00:00Z"), Instant.parse("2026-05-11T00:00:00Z")))
          .containsExactly(
              new SurveyAnswers("watched 8/1", 2, Instant.parse("2026-05-06T10:00:00Z")),
              new SurveyAnswers("watched 8/2", 0, Instant.parse("2026-05-01T10:00:00Z")));
    }
  }
}
