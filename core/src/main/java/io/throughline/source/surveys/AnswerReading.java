package io.throughline.source.surveys;

import io.throughline.model.org.Survey;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of answers, before it is stored: who answered becomes a hash, columns that nobody
 * asks for are dropped, and what is no answer is told. A pure function of what is handed in.
 */
public final class AnswerReading {
  private static final int LONGEST_SEGMENT = 100;
  private static final int MOST_USES = 1_000_000;
  private static final int MANY = 3;

  /** Columns by what they hold. */
  private static final List<String> FIELDS =
      List.of(
          "id",
          "score",
          "answer",
          "answered_at",
          "respondent",
          "segment",
          "recent_uses",
          "last_active");

  private final Survey survey;
  private final Pseudonym pseudonym;
  private final Instant receivedAt;
  private final @Nullable Instant givenAt;
  private final ScoreWords words;
  private final AnswerTime times;
  private final Map<String, String> columns = new HashMap<>();
  private final Map<String, Integer> alike = new HashMap<>();

  private AnswerReading(Survey survey, String salt, Instant receivedAt, @Nullable Instant givenAt) {
    this.survey = survey;
    this.pseudonym = new Pseudonym(survey.id(), salt);
    this.receivedAt = receivedAt;
    this.givenAt = givenAt;
    this.words = new ScoreWords(survey);
    this.times = new AnswerTime(survey.zone(), survey.dates());
    for (String field : FIELDS) {
      String name = survey.columns().getOrDefault(field, field);
      columns.put(field, name.strip().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Reads a table or JSON.
   *
   * @param contentType what its sender says of it; null when it says nothing
   * @param salt secret of the server for hashes of respondents
   * @param givenAt when all answers without a time were given; null when nobody said
   * @throws UnmappableException when it is no file of this survey's answers
   */
  public static Answers read(
      Survey survey,
      byte[] body,
      @Nullable String contentType,
      String salt,
      Instant receivedAt,
      @Nullable Instant givenAt)
      throws UnmappableException {
    AnswerReading reading = new AnswerReading(survey, salt, receivedAt, givenAt);
    Set<String> wanted = Set.copyOf(reading.columns.values());
    return reading.all(
        AnswerFile.isJson(body, contentType)
            ? AnswerFile.json(body, wanted)
            : AnswerFile.table(body, survey.encoding(), wanted));
  }

  private Answers all(AnswerFile file) throws UnmappableException {
    String main = survey.kind() == Survey.Kind.PMF ? "answer" : "score";
    columnsAreThere(file, main);
    if (survey.kind() == Survey.Kind.CSAT) {
      scaleFits(file, column(main));
    }
    List<KeptAnswer> kept = new ArrayList<>();
    List<RefusedRow> refused = new ArrayList<>();
    for (AnswerRow row : file.rows()) {
      try {
        kept.add(one(row, main));
      } catch (NoAnswer no) {
        refused.add(new RefusedRow(row.number(), no.column, String.valueOf(no.getMessage())));
      }
    }
    return new Answers(kept, refused);
  }

  private String column(String field) {
    return columns.getOrDefault(field, field);
  }

  /** A table has all columns that the survey names; of JSON one answer may leave some out. */
  private void columnsAreThere(AnswerFile file, String main) throws UnmappableException {
    Set<String> needed = new LinkedHashSet<>(List.of(main));
    if (file.table()) {
      needed.addAll(new TreeSet<>(survey.columns().keySet()));
    }
    for (String field : needed) {
      if (!file.names().contains(column(field))) {
        throw new UnmappableException(
            "",
            "no column is called "
                + column(field)
                + ", which would hold "
                + field
                + "; there are: "
                + file.named()
                + ". Say under columns of the survey in throughline.yaml what it is called");
      }
    }
  }

  /** One score beyond the scale is a slip; many are another scale, of which no number is right. */
  private void scaleFits(AnswerFile file, String column) throws UnmappableException {
    int numbers = 0;
    int beyond = 0;
    int highest = 0;
    for (AnswerRow row : file.rows()) {
      String cell = row.cell(column);
      Integer number = cell == null ? null : words.number(cell);
      if (number != null) {
        numbers++;
        highest = Math.max(highest, number);
        beyond += number < 1 || number > survey.scale() ? 1 : 0;
      }
    }
    if (beyond >= MANY && beyond * 20 > numbers) {
      throw new UnmappableException(
          "",
          beyond
              + " of "
              + numbers
              + " scores in the column "
              + column
              + " are not from 1 to "
              + survey.scale()
              + (highest <= 10 && highest > 7
                  ? ". Scores from 0 to 10 are those of a recommendation (NPS), which is neither"
                      + " satisfaction nor disappointment"
                  : ". That is another scale")
              + ": name another column, or say under answers of the survey what each score means");
    }
  }

  /** Why a row is no answer. */
  private static final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    private final String column;

    NoAnswer(String column, String why) {
      super(why);
      this.column = column;
    }
  }

  private KeptAnswer one(AnswerRow row, String main) throws NoAnswer {
    String cell = row.cell(column(main));
    if (cell == null) {
      throw new NoAnswer(column(main), "it is empty");
    }
    Integer score = null;
    String answer = null;
    if (survey.kind() == Survey.Kind.PMF) {
      answer = words.meaning(cell);
      if (answer == null) {
        throw new NoAnswer(
            column(main), "it is none of the four answers: add its words under answers");
      }
    } else {
      score = words.score(cell);
      if (score == null) {
        throw new NoAnswer(column(main), noScore(cell));
      }
    }
    Instant at = time(row, "answered_at");
    if (at == null) {
      at = givenAt;
    }
    if (at == null) {
      throw new NoAnswer(
          column("answered_at"), "nothing tells when it was given: name a column, or send at");
    }
    String person = row.cell(column("respondent"));
    String respondent = person == null ? null : pseudonym.of(person);
    String segment = row.cell(column("segment"));
    if (segment != null && segment.length() > LONGEST_SEGMENT) {
      throw new NoAnswer(column("segment"), "a segment has at most 100 characters");
    }
    Integer uses = uses(row);
    Instant active = time(row, "last_active");
    String what =
        respondent + "\n" + at + "\n" + score + "\n" + answer + "\n" + segment + "\n" + uses;
    return new KeptAnswer(id(row, what), respondent, at, score, answer, segment, uses, active);
  }

  private String noScore(String cell) {
    Integer number = words.number(cell);
    return (number == null ? "it is no number" : number + " is not")
        + " from 1 to "
        + survey.scale();
  }

  /** Rows that are alike in all that is kept are told apart by their order among themselves. */
  private long id(AnswerRow row, String what) {
    String own = row.cell(column("id"));
    return own == null
        ? pseudonym.number("answer", what + "\n" + alike.merge(what, 1, Integer::sum))
        : pseudonym.number("id", own);
  }

  private @Nullable Instant time(AnswerRow row, String field) throws NoAnswer {
    String cell = row.cell(column(field));
    if (cell == null) {
      return null;
    }
    Instant time;
    try {
      time = times.parse(cell);
    } catch (DateTimeException e) {
      throw new NoAnswer(column(field), String.valueOf(e.getMessage()));
    }
    if (SourceTime.absurd(time, receivedAt)) {
      throw new NoAnswer(column(field), "it lies in the future or before 1970");
    }
    return time;
  }

  private @Nullable Integer uses(AnswerRow row) throws NoAnswer {
    String cell = row.cell(column("recent_uses"));
    if (cell == null) {
      return null;
    }
    if (!cell.matches("[0-9]{1,7}") || Integer.parseInt(cell) > MOST_USES) {
      throw new NoAnswer(column("recent_uses"), "it is no count");
    }
    return Integer.valueOf(cell);
  }
}
