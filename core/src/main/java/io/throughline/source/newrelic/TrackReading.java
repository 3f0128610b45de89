package io.throughline.source.newrelic;

import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The reading of what versions answered beside each other, where the settings name the attribute of
 * transactions that tells them apart. It is a question of its own, so that an attribute that is not
 * there costs no sample; and it is stored only where there are two versions to compare.
 *
 * @param attribute empty where the settings name none, or none that can be one
 */
record TrackReading(FeedRun run, String attribute, List<Entity> entities, Stretch stretch) {
  static final String KIND = "tracks";

  static final String DOCUMENT =
      "query($account: Int!, $tracks: Nrql!) { actor { account(id: $account) {"
          + " tracks: nrql(query: $tracks, timeout: 25) { results } } } }";

  /** It stands between backquotes in a question. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:/-]{0,254}");

  /** As the settings of the source say. */
  static TrackReading of(FeedRun run, List<Entity> entities, Stretch stretch) {
    String told = run.settings().getOrDefault("track_attribute", "").strip();
    return new TrackReading(run, NAME.matcher(told).matches() ? told : "", entities, stretch);
  }

  /** Reads the stretch; nothing where no attribute is named. */
  void read() throws SourceException, InterruptedException {
    if (attribute.isEmpty()) {
      return;
    }
    List<String> guids = entities.stream().map(Entity::guid).toList();
    Map<String, Object> variables =
        Map.of(
            "account",
            Account.number(run.settings()),
            KIND,
            Nrql.tracks(guids, attribute, stretch));
    Map<String, String> context =
        PageStore.taken(
            run,
            Map.of(
                "from",
                stretch.from().toString(),
                "to",
                stretch.to().toString(),
                "entities",
                entities.stream().map(Entity::line).collect(Collectors.joining("\n"))));
    NerdGraph.Answer answer = new NerdGraph(run.http()).ask(DOCUMENT, variables, KIND);
    run.notice(
        KIND,
        answer.missing() == null
            ? null
            : "Canaries are not told from stable versions for a while. New Relic says: "
                + answer.missing());
    if (compares(answer)) {
      run.store(KIND, context, PageStore.key(KIND, context, 0, answer.body()), answer.body());
    }
  }

  private static boolean compares(NerdGraph.Answer answer) throws SourceException {
    try {
      return TrackMapping.compares(SampleMapping.rows(Account.of(answer), KIND));
    } catch (UnmappableException e) {
      throw NerdGraph.misshapen(e);
    }
  }
}
