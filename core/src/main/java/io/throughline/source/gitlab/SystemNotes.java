package io.throughline.source.gitlab;

import io.throughline.model.fact.ReviewEventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sentences by which GitLab records on a merge request what happened to it. They are English in
 * every installation and changed their wording over the versions; all known wordings are read, and
 * what is not about a review is dropped.
 */
final class SystemNotes {
  private static final int MAX_TEXT = 20_000;
  private static final int IGNORE_CASE = Pattern.CASE_INSENSITIVE;

  private static final Pattern CODE = Pattern.compile("</?code[^<>]{0,200}>");
  private static final Pattern TAG = Pattern.compile("<[^<>]{0,200}>");
  private static final Pattern MARK = Pattern.compile("\\{[-+] ?| ?[-+]}");
  private static final Pattern USER =
      Pattern.compile("@([A-Za-z0-9_](?:[A-Za-z0-9_.\\-]{0,253}[A-Za-z0-9_\\-])?)");
  private static final Pattern MARKED =
      Pattern.compile(
          "(un)?marked (?:this merge request )?as (?:a )?\\**(draft|ready|work in progress)\\b.*",
          IGNORE_CASE | Pattern.DOTALL);
  private static final Pattern RETITLED =
      Pattern.compile(
          "(?:changed title|title changed):? from \\*\\*(.*)\\*\\* to \\*\\*(.*)\\*\\*",
          IGNORE_CASE | Pattern.DOTALL);
  private static final Pattern COMMITS =
      Pattern.compile("added \\d{1,6} (?:new )?commits?\\b.*", IGNORE_CASE | Pattern.DOTALL);
  private static final Pattern STATE =
      Pattern.compile(
          "(?:status changed to )?(closed|reopened|merged)(?:\\s.*)?",
          IGNORE_CASE | Pattern.DOTALL);
  private static final Pattern REVIEWED =
      Pattern.compile("(?:reviewed|left review comments)\\b.*", IGNORE_CASE | Pattern.DOTALL);
  private static final String REMOVED = "removed review request for";

  private SystemNotes() {}

  /**
   * What a note says.
   *
   * @param target user name that was asked or no longer is; null for other kinds
   */
  record Said(ReviewEventKind kind, @Nullable String target) {}

  /** What a system note's text says; empty when nothing that is kept. */
  static List<Said> read(String body) {
    String text = MARK.matcher(plain(body)).replaceAll("").strip();
    String start = text.toLowerCase(Locale.ROOT);
    if (start.startsWith("requested review from") || start.startsWith(REMOVED)) {
      return requests(text);
    }
    ReviewEventKind kind = kind(text, start);
    return kind == null ? List.of() : List.of(new Said(kind, null));
  }

  private static @Nullable ReviewEventKind kind(String text, String start) {
    if (start.startsWith("approved this merge request")) {
      return ReviewEventKind.APPROVAL;
    }
    if (start.startsWith("unapproved this merge request")) {
      return ReviewEventKind.UNAPPROVAL;
    }
    if (start.startsWith("requested changes")) {
      return ReviewEventKind.CHANGES_REQUESTED;
    }
    if (REVIEWED.matcher(text).matches()) {
      return ReviewEventKind.REVIEWED;
    }
    if (COMMITS.matcher(text).matches()) {
      return ReviewEventKind.COMMITS_ADDED;
    }
    Matcher state = STATE.matcher(text);
    return state.matches() ? ReviewMapping.ofState(state.group(1)) : draft(text);
  }

  private static @Nullable ReviewEventKind draft(String text) {
    Matcher marked = MARKED.matcher(text);
    if (marked.matches()) {
      boolean ready = marked.group(1) != null || marked.group(2).equalsIgnoreCase("ready");
      return ready ? ReviewEventKind.MARKED_READY : ReviewEventKind.MARKED_DRAFT;
    }
    Matcher retitled = RETITLED.matcher(text);
    if (!retitled.matches()) {
      return null;
    }
    boolean before = Boolean.TRUE.equals(DraftTitle.marks(retitled.group(1)));
    boolean after = Boolean.TRUE.equals(DraftTitle.marks(retitled.group(2)));
    if (before == after) {
      return null;
    }
    return after ? ReviewEventKind.MARKED_DRAFT : ReviewEventKind.MARKED_READY;
  }

  private static List<Said> requests(String text) {
    int removal = text.toLowerCase(Locale.ROOT).indexOf(REMOVED);
    List<Said> said = new ArrayList<>();
    Matcher user = USER.matcher(text);
    while (user.find()) {
      boolean removed = removal >= 0 && user.start() > removal;
      said.add(
          new Said(
              removed ? ReviewEventKind.REVIEW_REQUEST_REMOVED : ReviewEventKind.REVIEW_REQUESTED,
              user.group(1)));
    }
    return said;
  }

  /** Newer versions write changed titles as HTML: code where the older ones are bold. */
  private static String plain(String body) {
    String head = body.length() > MAX_TEXT ? body.substring(0, MAX_TEXT) : body;
    return head.indexOf('<') < 0
        ? head
        : TAG.matcher(CODE.matcher(head).replaceAll("**")).replaceAll(" ");
  }
}
