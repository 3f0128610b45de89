package io.throughline.source.jira;

import io.throughline.model.fact.Criteria;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds acceptance criteria in a text: plain, wiki markup or Markdown. Pure. */
final class AcceptanceCriteria {
  private static final int LONGEST = 100_000;
  private static final int FEW_LETTERS = 16;
  private static final Pattern ITEM =
      Pattern.compile("^\\s*(?:[*\\-+\u2022#]{1,6}|\\d{1,3}[.)])\\s+(.*)$");
  private static final Pattern BOX =
      Pattern.compile("^\\s*(?:[*\\-+#]{1,6}\\s+)?(?:\\[[ xX]?]|\\(/\\)|\\(x\\))\\s*(.*)$");
  private static final Pattern WIKI_HEADING = Pattern.compile("^\\s*h[1-6]\\.\\s*(.*)$");
  private static final Pattern MARKDOWN_HEADING = Pattern.compile("^\\s*#{1,6}\\s+(.*)$");
  private static final Pattern BOLD =
      Pattern.compile("^\\s*(?:\\*{1,2}|__)([^*]+)(?:\\*{1,2}|__):?\\s*$");
  private static final Pattern NAME =
      Pattern.compile("(?i)^(?:acceptance criteri(?:a|on)|a\\.?c\\.?)(?:\\s*\\([^)]*\\))?\\s*:?$");
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)<[^<>]*>|\\[(?![~^])[^\\[\\]|]*]|\\.{2,}|\u2026|_{2,}|\\bt\\.?b\\.?[dca]\\b|\\btodo\\b"
              + "|\\bn/a\\b|\\bto be (?:defined|determined|done|written|added|confirmed)\\b");
  private static final Pattern STEP =
      Pattern.compile("(?i)\\b(?:given|when|then|and|but|scenario|as an?|i want|so that)\\b");
  private static final Pattern GHERKIN =
      Pattern.compile(
          "(?is)\\bgiven\\b(.{1,2000}?)\\bwhen\\b(.{1,2000}?)\\bthen\\b([^\\n]{1,2000})");

  private AcceptanceCriteria() {}

  /**
   * What the field that is made for them holds.
   *
   * @param min characters that are not blank which criteria have at least
   */
  static Criteria ofField(@Nullable String text, int min) {
    if (text == null || text.isBlank()) {
      return Criteria.MISSING;
    }
    int characters = 0;
    boolean template = false;
    for (String line : lines(text)) {
      String content = content(line);
      if (heading(line) != null || isTemplate(content)) {
        template |= !line.isBlank();
      } else {
        characters += (int) content.chars().filter(c -> !Character.isWhitespace(c)).count();
      }
    }
    if (characters >= min) {
      return Criteria.PRESENT;
    }
    return template ? Criteria.TEMPLATE : Criteria.MISSING;
  }

  /** What a description holds of them. */
  static Criteria ofDescription(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Criteria.MISSING;
    }
    boolean inside = false;
    boolean template = false;
    for (String line : lines(text)) {
      String heading = heading(line);
      if (heading != null && NAME.matcher(heading).matches()) {
        inside = true;
        template = true;
      } else if (inside && isItem(line)) {
        if (!isTemplate(content(line))) {
          return Criteria.PRESENT;
        }
      } else if (heading != null) {
        inside = false;
      }
    }
    Matcher steps = GHERKIN.matcher(shortened(text));
    while (steps.find()) {
      boolean empty = false;
      for (int step = 1; step <= steps.groupCount(); step++) {
        empty |= isTemplate(steps.group(step));
      }
      if (!empty) {
        return Criteria.PRESENT;
      }
      template = true;
    }
    return template ? Criteria.TEMPLATE : Criteria.MISSING;
  }

  /** How many check boxes a text has, ticked or not. */
  static int checklist(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    return (int) lines(text).stream().filter(line -> BOX.matcher(line).matches()).count();
  }

  private static boolean isItem(String line) {
    return WIKI_HEADING.matcher(line).matches()
        ? false
        : BOX.matcher(line).matches() || (ITEM.matcher(line).matches() && !isBold(line));
  }

  private static boolean isBold(String line) {
    return BOLD.matcher(line).matches();
  }

  /** The words of a heading; null when the line is none. */
  private static @Nullable String heading(String line) {
    for (Pattern shape : List.of(WIKI_HEADING, BOLD)) {
      Matcher heading = shape.matcher(line);
      if (heading.matches()) {
        return plain(heading.group(1));
      }
    }
    Matcher markdown = MARKDOWN_HEADING.matcher(line);
    String text = plain(markdown.matches() ? markdown.group(1) : line);
    if (NAME.matcher(text).matches()) {
      return text;
    }
    // In wiki markup the same sign begins an item of a numbered list.
    boolean item = isItem(line);
    return !item && text.endsWith(":") ? text : null;
  }

  private static String content(String line) {
    Matcher box = BOX.matcher(line);
    if (box.matches()) {
      return plain(box.group(1));
    }
    Matcher item = ITEM.matcher(line);
    return plain(item.matches() ? item.group(1) : line);
  }

  private static String plain(String text) {
    return text.replaceAll("[*_`]", " ").replaceAll("\\s+", " ").strip();
  }

  /** Whether a text says nothing beside placeholders and the words around them. */
  private static boolean isTemplate(String text) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    boolean holds = placeholder.find();
    String rest = STEP.matcher(placeholder.replaceAll(" ")).replaceAll(" ");
    long letters = rest.codePoints().filter(Character::isLetterOrDigit).count();
    return letters == 0 || (holds && letters < FEW_LETTERS);
  }

  private static List<String> lines(String text) {
    return shortened(text).lines().toList();
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
