package io.throughline.simulator.truth;

import io.throughline.simulator.production.Production;
import io.throughline.simulator.production.Survey;
import io.throughline.simulator.production.Survey.Answer;
import io.throughline.simulator.production.Survey.Round;
import io.throughline.simulator.world.Company;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The true readings of what users say, once for each who answered a sending: what they said last.
 */
public final class SurveyTruth {
  /** What it knows. */
  public static final Set<String> METRICS = Set.of("csat", "pmf");

  private static final int GOOD = 4;
  private static final int ACTIVE = 2;

  private final Company company;
  private final Production production;
  private final long now;

  /** Looks at the world as of a moment. */
  public SurveyTruth(Company company, Production production, long now) {
    this.company = company;
    this.production = production;
    this.now = now;
  }

  /**
   * One reading for each period that touches {@code [from, to)}.
   *
   * @param part medium of a score, or segment of the others; null for all
   * @throws IllegalArgumentException for an unknown metric or team
   */
  public List<Reading> readings(
      String metric,
      @Nullable String part,
      @Nullable String team,
      LocalDate from,
      LocalDate to,
      String grain) {
    if (!METRICS.contains(metric)) {
      throw new IllegalArgumentException("no such metric: " + metric);
    }
    Owned owned = Owned.of(company, team);
    List<Answer> answers =
        Survey.ALL.stream()
            .filter(s -> s.kind().equals(metric) && owned.has(company.project(s.slug())))
            .flatMap(survey -> answers(survey).stream())
            .filter(a -> part == null || part.equals(part(a)))
            .toList();
    return owned.readings(
        from,
        to,
        grain,
        period -> {
          List<Answer> in = answers.stream().filter(a -> owned.in(period, a.answeredAt())).toList();
          long good = in.stream().filter(SurveyTruth::isGood).count();
          return Owned.ratio(period, in.size(), good, in.size(), 100);
        });
  }

  private static String part(Answer answer) {
    Survey survey = answer.round().survey();
    return survey.kind().equals("csat") ? survey.medium() : answer.segment();
  }

  /** Those that count. */
  private List<Answer> answers(Survey survey) {
    List<Answer> out = new ArrayList<>();
    for (Round round : survey.rounds(production.era(), now)) {
      Map<String, Answer> last = new HashMap<>();
      // The first one comes first.
      survey
          .answers(round, production.era(), now)
          .forEach(answer -> last.put(answer.respondent(), answer));
      last.values().stream().filter(SurveyTruth::counts).forEach(out::add);
    }
    return out;
  }

  private static boolean counts(Answer answer) {
    if (answer.score() != null) {
      return true;
    }
    boolean uses = answer.recentUses() != null && answer.recentUses() >= ACTIVE;
    return uses && !"no_longer_use".equals(answer.answer());
  }

  private static boolean isGood(Answer answer) {
    return answer.score() == null
        ? "very_disappointed".equals(answer.answer())
        : answer.score() >= GOOD;
  }
}
