package io.throughline.source.gitlab;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The AI assistants that commits and merge requests name: this list is the only place to add one.
 *
 * <p>Several are also people's names or plain words ("Claude", "Devin", "Cursor"). As a co-author
 * such a name counts only with the product's own e-mail or a product's word beside it; after a
 * trailer that is about assistance it counts alone.
 */
final class AiAssistants {
  private static final int MAX_TEXT = 100_000;
  private static final int MAX_LINE = 400;

  /**
   * One assistant.
   *
   * @param product names that can only mean the product, as a regular expression
   * @param bare names that also mean something else; empty when there are none
   * @param mail what its e-mail addresses contain
   */
  private record Assistant(String id, Pattern product, Pattern bare, Pattern mail) {
    static Assistant of(String id, String product, String bare, String mail) {
      return new Assistant(id, word(product), word(bare), word(mail));
    }

    private static Pattern word(String names) {
      String never = names.isEmpty() ? "(?!)" : names;
      return Pattern.compile(
          "(?<![A-Za-z0-9])(?:" + never + ")(?![A-Za-z0-9])", Pattern.CASE_INSENSITIVE);
    }
  }

  private static final List<Assistant> KNOWN =
      List.of(
          // First, because its signature names the model beside it.
          Assistant.of("aider", "aider(?: \\([^)]*\\))?|aider-chat", "", "aider\\.chat"),
          Assistant.of(
              "claude",
              "claude[ -]?code|claude[ -](?:opus|sonnet|haiku|agent|bot)|claude["
                  + " -]?v?\\d[\\w.]*|anthropic",
              "claude",
              "anthropic\\.com"),
          Assistant.of(
              "copilot",
              "github copilot|copilot|copilot-swe-agent",
              "",
              "copilot@github\\.com|\\d+\\+copilot@users\\.noreply\\.github\\.com"),
          Assistant.of(
              "cursor",
              "cursor[ -]?(?:agent|ai|bot|ide)|cursoragent",
              "cursor",
              "cursor\\.(?:com|sh)"),
          Assistant.of(
              "windsurf",
              "codeium|windsurf(?: editor| cascade| ai)?",
              "",
              "codeium\\.com|windsurf\\.com"),
          Assistant.of(
              "gemini",
              "gemini[ -]?(?:cli|code|code["
                  + " -]assist|pro|flash|\\d[\\w.]*)|gemini-code-assist(?:\\[bot])?",
              "gemini",
              "gemini-code-assist\\[bot]@users\\.noreply\\.github\\.com"),
          Assistant.of(
              "codex",
              "openai codex|codex(?:[ -]cli)?|chatgpt|openai|gpt-\\d[\\w.]*",
              "",
              "openai\\.com"),
          Assistant.of(
              "amazon-q",
              "amazon q(?: developer)?|amazon-q(?:-developer)?(?:\\[bot])?|codewhisperer",
              "",
              "amazon-q-developer\\[bot]@users\\.noreply\\.github\\.com"),
          Assistant.of(
              "devin",
              "devin[ -]ai(?:-integration)?(?:\\[bot])?|devin\\.ai|cognition ai",
              "devin",
              "devin-ai-integration\\[bot]@users\\.noreply\\.github\\.com|cognition\\.ai|devin\\.ai"),
          Assistant.of(
              "gitlab-duo",
              "gitlab[ -]duo(?:[ -](?:chat|agent|workflow))?|duo[ -](?:developer|workflow|agent)",
              "duo",
              "gitlab-duo@[a-z.]+"),
          Assistant.of(
              "jules",
              "google[ -]jules|google-labs-jules(?:\\[bot])?",
              "jules",
              "google-labs-jules\\[bot]@users\\.noreply\\.github\\.com"),
          Assistant.of(
              "junie",
              "jetbrains junie|jetbrains ai(?: assistant)?",
              "junie",
              "junie@jetbrains\\.com"),
          Assistant.of("cline", "cline bot|cline\\.bot|roo[ -]code", "cline", "cline\\.bot"),
          Assistant.of("tabnine", "tabnine", "", "tabnine\\.com"));

  /** What is answered when the use of an assistant is declared but not which one. */
  static final String UNNAMED = "unnamed";

  private static final Pattern CO_AUTHOR = trailer("co-authored-by");
  private static final Pattern ASSISTED =
      trailer(
          "(?:ai-)?assisted-by|(?:ai-)?generated-by|generated-with|assistant|ai-agent|made-with");
  private static final Pattern SENTENCE =
      Pattern.compile(
          "^[^A-Za-z]{0,20}(?:this (?:mr|merge request|change|commit) was )?"
              + "(?:generated|created|made|written|built|co-written|implemented)"
              + " (?:with|by|using)(?: the help of)? (.*)$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern GENERIC_LABEL =
      Pattern.compile(
          "(?:ai|llm|genai)[-_: ]{1,2}"
              + "(?:assisted|generated|authored|assist|coauthored|co-authored|written)",
          Pattern.CASE_INSENSITIVE);

  private AiAssistants() {}

  /** The assistant that a commit message's trailers name, or null. */
  static @Nullable String ofCommit(@Nullable String message) {
    return message == null ? null : ofText(message);
  }

  /**
   * The assistant that a merge request's description or labels name, or null.
   *
   * @param labels as in {@link Labels#of}
   */
  static @Nullable String ofMergeRequest(@Nullable String description, @Nullable String labels) {
    String named = description == null ? null : ofText(description);
    return named == null && labels != null ? ofLabels(labels) : named;
  }

  private static @Nullable String ofText(String text) {
    String head = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    for (String line : (Iterable<String>) head.lines()::iterator) {
      String named = line.length() > MAX_LINE ? null : ofLine(line);
      if (named != null) {
        return named;
      }
    }
    return null;
  }

  private static @Nullable String ofLine(String line) {
    Matcher author = CO_AUTHOR.matcher(line);
    if (author.matches()) {
      return coAuthor(author.group(1));
    }
    Matcher assisted = ASSISTED.matcher(line);
    if (assisted.matches()) {
      return declared(assisted.group(1));
    }
    Matcher sentence = SENTENCE.matcher(line);
    return sentence.matches() ? sentence(sentence.group(1)) : null;
  }

  /** {@code Name <mail>}; a person may have any assistant's name, but not its e-mail. */
  private static @Nullable String coAuthor(String value) {
    int mail = value.indexOf('<');
    String name = mail < 0 ? value : value.substring(0, mail).strip();
    for (Assistant one : KNOWN) {
      if (one.mail.matcher(mail < 0 ? "" : value.substring(mail)).find()
          || one.product.matcher(name).find()) {
        return one.id;
      }
    }
    return null;
  }

  private static @Nullable String declared(String value) {
    String words = value.strip();
    for (Assistant one : KNOWN) {
      if (one.product.matcher(words).find()
          || one.mail.matcher(words).find()
          || one.bare.matcher(words.replaceAll("\\s*[<(].*$", "")).matches()) {
        return one.id;
      }
    }
    return null;
  }

  /**
   * {@code Generated with [Claude Code](https://...)}; what follows the name may be a link or a
   * stop.
   */
  private static @Nullable String sentence(String rest) {
    String words = rest.replaceAll("\\]\\(.*$", "").replaceAll("[\\[\\]*_`]", "").strip();
    for (Assistant one : KNOWN) {
      Matcher product = one.product.matcher(words);
      if ((product.find() && product.start() <= 4)
          || one.bare.matcher(words.replaceAll("[.!,;].*$", "").strip()).matches()) {
        return one.id;
      }
    }
    return null;
  }

  /** A label is also a topic: only products and words of assistance count, not "AI" or "cursor". */
  private static @Nullable String ofLabels(String labels) {
    String generic = null;
    for (String label : labels.split(",")) {
      for (Assistant one : KNOWN) {
        if (one.product.matcher(label.strip()).matches()) {
          return one.id;
        }
      }
      if (GENERIC_LABEL.matcher(label.strip()).matches()) {
        generic = UNNAMED;
      }
    }
    return generic;
  }

  private static Pattern trailer(String names) {
    return Pattern.compile("\\s{0,8}(?:" + names + "):\\s*(.+)", Pattern.CASE_INSENSITIVE);
  }
}
