package io.throughline.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.MergeRequestCommit;
import io.throughline.model.fact.Pipeline;
import io.throughline.source.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * What is stored is what a slow and plain reading of the rules gives, in whatever order deliveries
 * arrive, however they are split into batches and however often they are repeated.
 */
class FoldPropertyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static World world;
  private static long things;

  @BeforeContainer
  static void open() throws IOException {
    world = new World(Files.createTempDirectory("throughline-fold"));
  }

  @AfterContainer
  static void close() {
    world.close();
  }

  /** A delivery with its number, which stays the same in whatever order it arrives. */
  private record Numbered(long sequence, Telling telling) {}

  @Property(tries = 60)
  void snapshots(@ForAll Random random) {
    long id = Telling.id(++things);
    List<Numbered> life = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(7); i++) {
      Pipeline told =
          new Pipeline(
              id,
              null,
              maybe(random, "main", "dev"),
              maybe(random, "a", "b", "c"),
              null,
              maybe(random, "running", "success", "failed"),
              null,
              null,
              null,
              null,
              null,
              null);
      life.add(
          new Numbered(
              i + 1,
              Telling.told(
                  Channel.values()[random.nextInt(3)],
                  told,
                  START.plusSeconds(random.nextInt(4)),
                  random.nextInt(3) == 0)));
    }
    arrive(life, random);
    Map<String, Object> row =
        world.row("SELECT ref, sha, status, sequence FROM fact_pipeline WHERE id = " + id);
    assertThat(row)
        .containsEntry("ref", plain(life, Pipeline::ref))
        .containsEntry("sha", plain(life, Pipeline::sha))
        .containsEntry("status", plain(life, Pipeline::status))
        .containsEntry("sequence", inOrder(life).getLast().sequence());
  }

  @Property(tries = 60)
  void sets(@ForAll Random random) {
    long id = Telling.id(++things);
    List<Numbered> life = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(7); i++) {
      List<MergeRequestCommit> members = new ArrayList<>();
      for (int k = random.nextInt(4); k > 0; k--) {
        members.add(
            new MergeRequestCommit(
                id, "c" + random.nextInt(4), null, null, "n" + (i + 1), null, null, null));
      }
      life.add(
          new Numbered(
              i + 1,
              Telling.set(
                  new FactSet<>(
                      MergeRequestCommit.class,
                      id,
                      "commits",
                      START.plusSeconds(random.nextInt(4)),
                      random.nextBoolean(),
                      members),
                  Channel.POLL)));
    }
    arrive(life, random);
    assertThat(
            world.rows(
                "SELECT sha, author_email FROM fact_merge_request_commit WHERE merge_request_id = "
                    + id))
        .extracting(r -> r.get("sha") + "=" + r.get("author_email"))
        .containsExactlyInAnyOrderElementsOf(plainSet(life));
  }

  /** Shuffled, some of them twice, cut into batches anywhere. */
  private static void arrive(List<Numbered> life, Random random) {
    List<Numbered> arriving = new ArrayList<>(life);
    life.stream().filter(n -> random.nextInt(3) == 0).forEach(arriving::add);
    Collections.shuffle(arriving, random);
    List<FactBatch.Entry> batch = new ArrayList<>();
    for (Numbered n : arriving) {
      batch.add(new FactBatch.Entry(n.sequence(), n.telling().channel(), n.telling().mapped()));
      if (random.nextInt(2) == 0) {
        world.warehouse.apply(new FactBatch(batch, 1));
        batch.clear();
      }
    }
    world.warehouse.apply(new FactBatch(batch, 1));
  }

  private static List<Numbered> inOrder(List<Numbered> life) {
    return life.stream()
        .sorted(
            Comparator.comparing(
                    (Numbered n) -> n.telling().mapped().snapshots().getFirst().version())
                .thenComparing(n -> n.telling().channel())
                .thenComparing(Numbered::sequence))
        .toList();
  }

  /** The value of one field, told oldest first: a complete telling sets it, a partial one may. */
  private static @Nullable String plain(
      List<Numbered> life, Function<Pipeline, @Nullable String> field) {
    String value = null;
    for (Numbered n : inOrder(life)) {
      var told = n.telling().mapped().snapshots().getFirst();
      String now = field.apply((Pipeline) told.snapshot());
      value = now != null || told.complete() ? now : value;
    }
    return value;
  }

  /** The newest set that replaces, then for each member the newest telling not older than it. */
  private static TreeSet<String> plainSet(List<Numbered> life) {
    Instant replaced = Instant.MIN;
    for (Numbered n : life) {
      FactSet<?> set = n.telling().mapped().sets().getFirst();
      if (set.replaces() && set.takenAt().isAfter(replaced)) {
        replaced = set.takenAt();
      }
    }
    Map<String, String> newest = new HashMap<>();
    Instant since = replaced;
    life.stream()
        .sorted(
            Comparator.comparing((Numbered n) -> n.telling().mapped().sets().getFirst().takenAt())
                .thenComparing(Numbered::sequence))
        .map(n -> n.telling().mapped().sets().getFirst())
        .filter(s -> !s.takenAt().isBefore(since))
        .flatMap(s -> s.members().stream())
        .map(MergeRequestCommit.class::cast)
        .forEach(c -> newest.put(c.sha(), c.authorEmail()));
    TreeSet<String> rows = new TreeSet<>();
    newest.forEach((sha, email) -> rows.add(sha + "=" + email));
    return rows;
  }

  private static @Nullable String maybe(Random random, String... values) {
    return random.nextBoolean() ? null : values[random.nextInt(values.length)];
  }
}
