package io.throughline.model.org;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A survey that the organisation asks its users, and how the files of its answers are read.
 *
 * @param id of the survey, for its address and for its answers
 * @param service id of the service that it is about; null when it is about none
 * @param scale highest score, 5 or 7; the lowest is 1
 * @param medium how it is asked ({@code email}, {@code in_app}, {@code page}); media are not mixed
 * @param question as its page asks it; null for the usual one
 * @param columns names of columns or fields in its files, by what they hold ({@code score}, {@code
 *     answered_at}, ...); what is left out is called as it is here
 * @param answers words by what they mean: a score, or one of the four answers of {@link Kind#PMF};
 *     the first of them is shown on its page
 * @param zone of times that carry none
 * @param dates order of day and month in dates like 3/4/2026: {@code mdy} or {@code dmy}; null when
 *     dates are written 2026-03-04
 * @param encoding of tables that are no UTF-8; null when there are none
 * @param page whether it has a page of its own, which whoever has its address may answer
 */
public record Survey(
    String id,
    String title,
    Kind kind,
    @Nullable String service,
    int scale,
    String medium,
    @Nullable String question,
    Map<String, String> columns,
    Map<String, List<String>> answers,
    ZoneId zone,
    @Nullable String dates,
    @Nullable String encoding,
    boolean page) {
  /** The four answers to how disappointed one would be without the product, worst loss first. */
  public static final List<String> DISAPPOINTMENTS =
      List.of("very_disappointed", "somewhat_disappointed", "not_disappointed", "no_longer_use");

  /** What it asks. */
  public enum Kind {
    /** How satisfied somebody is, by a score. */
    CSAT("csat"),
    /** How disappointed somebody would be without the product. */
    PMF("pmf");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word of the file and of the facts. */
    public String word() {
      return word;
    }
  }

  public Survey {
    columns = Map.copyOf(columns);
    answers = Map.copyOf(answers);
  }
}
