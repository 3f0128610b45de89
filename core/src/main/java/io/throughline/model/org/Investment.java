package io.throughline.model.org;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation spends its time on: by which rules work has a category, how much of each is
 * wanted, and what a day costs.
 *
 * @param categories in the order in which they are tried; the first one is the headline
 * @param wanted the mixes of teams that want another one: percent by category, by team
 * @param rates null where nothing has a price, so that days are counted
 */
public record Investment(
    List<Category> categories, Map<String, Map<String, Double>> wanted, @Nullable RateCard rates) {
  /** The category of what no rule matches; no rule may be called like this. */
  public static final String UNCATEGORISED = "uncategorised";

  private static final List<String> SUPPORT =
      List.of("support", "ktlo", "maintenance", "ops", "operations", "incident", "on-call");
  private static final List<String> DEBT =
      List.of("debt", "tech-debt", "technical-debt", "refactoring", "chore", "dependencies");

  /** Where the file says nothing. */
  public static final Investment DEFAULT =
      new Investment(
          List.of(
              new Category(
                  "features",
                  "New features",
                  null,
                  Map.of(
                      Word.TYPE, List.of("epic", "new feature"),
                      Word.LABEL, List.of("feature", "new-feature"),
                      Word.CHANGE, List.of("feat", "feature")),
                  Map.of(Word.LABEL, both(SUPPORT, DEBT))),
              new Category(
                  "bugs",
                  "Bugs",
                  null,
                  Map.of(
                      Word.TYPE, List.of("bug", "defect"),
                      Word.LABEL, List.of("bug", "hotfix"),
                      Word.CHANGE, List.of("fix", "bugfix", "hotfix", "revert")),
                  Map.of()),
              new Category(
                  "support",
                  "Keeping the lights on",
                  null,
                  Map.of(
                      Word.TYPE, List.of("request"),
                      Word.LABEL, SUPPORT,
                      Word.CHANGE, List.of("ops")),
                  Map.of()),
              new Category(
                  "debt",
                  "Technical debt",
                  null,
                  Map.of(
                      Word.LABEL,
                      DEBT,
                      Word.CHANGE,
                      List.of("refactor", "chore", "perf", "style", "test", "build", "ci", "docs")),
                  Map.of())),
          Map.of(),
          null);

  public Investment {
    categories = List.copyOf(categories);
    wanted = Map.copyOf(wanted);
  }

  /** By what a rule finds work. */
  public enum Word {
    /** A ticket's type by its own name, or what the type means to us. */
    TYPE,
    /** A label of a ticket or of a merge request. */
    LABEL,
    /** A component of a ticket. */
    COMPONENT,
    /** The key of an epic or of an initiative; it holds for everything below. */
    EPIC,
    /** What stands before the colon of a merge request's title, as in {@code feat(cart): ...}. */
    CHANGE
  }

  /**
   * A category. Words are compared without regard to case.
   *
   * @param wanted percent of the days; null where nothing is said
   * @param when it matches what bears any of these
   * @param unless and none of these
   */
  public record Category(
      String id,
      String title,
      @Nullable Double wanted,
      Map<Word, List<String>> when,
      Map<Word, List<String>> unless) {
    public Category {
      when = Map.copyOf(when);
      unless = Map.copyOf(unless);
    }
  }

  /**
   * What a person's day costs.
   *
   * @param currency three letters, as in ISO 4217
   */
  public record RateCard(String currency, List<Rate> rates) {
    public RateCard {
      rates = List.copyOf(rates);
    }
  }

  /**
   * What a day costs from a date on.
   *
   * @param team id; null for everybody whose team, and no team above it, has a rate of its own
   * @param day in the card's currency
   * @param from first local day; null: always
   */
  public record Rate(@Nullable String team, double day, @Nullable LocalDate from) {}

  /** The category that the headline is the share of. */
  public Category first() {
    return categories.getFirst();
  }

  /**
   * What a category is called.
   *
   * @param id of a category; another one is given back as it is
   */
  public String title(String id) {
    return id.equals(UNCATEGORISED)
        ? "Uncategorised"
        : categories.stream()
            .filter(c -> c.id().equals(id))
            .findFirst()
            .map(Category::title)
            .orElse(id);
  }

  /**
   * How much of a category is wanted, in percent of the days: by the team's own mix, else by that
   * of the nearest team above, else by the organisation's. Empty where a mix does not name it.
   *
   * @param team null for everyone
   */
  public Optional<Double> wanted(@Nullable String team, String category, List<Team> teams) {
    String at = team;
    for (int i = 0; at != null && i <= teams.size(); i++) {
      Map<String, Double> mix = wanted.get(at);
      if (mix != null) {
        return Optional.ofNullable(mix.get(category));
      }
      at = parent(at, teams);
    }
    return categories.stream()
        .filter(c -> c.id().equals(category))
        .map(Category::wanted)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static @Nullable String parent(String team, List<Team> teams) {
    return teams.stream()
        .filter(t -> t.id().equals(team))
        .map(Team::parent)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static List<String> both(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
