package io.throughline.source.jira;

import io.throughline.model.fact.TicketKind;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the names that organisations give to types and resolutions mean. */
final class TicketKinds {
  private static final Map<String, TicketKind> BY_NAME =
      Map.ofEntries(
          Map.entry("epic", TicketKind.EPIC),
          Map.entry("initiative", TicketKind.EPIC),
          Map.entry("feature", TicketKind.EPIC),
          Map.entry("capability", TicketKind.EPIC),
          Map.entry("theme", TicketKind.EPIC),
          Map.entry("bug", TicketKind.BUG),
          Map.entry("defect", TicketKind.BUG),
          Map.entry("fault", TicketKind.BUG),
          Map.entry("story", TicketKind.STORY),
          Map.entry("user story", TicketKind.STORY),
          Map.entry("improvement", TicketKind.STORY),
          Map.entry("new feature", TicketKind.STORY),
          Map.entry("enhancement", TicketKind.STORY),
          Map.entry("change", TicketKind.STORY),
          Map.entry("task", TicketKind.TASK),
          Map.entry("chore", TicketKind.TASK),
          Map.entry("technical task", TicketKind.TASK),
          Map.entry("tech debt", TicketKind.TASK),
          Map.entry("spike", TicketKind.SPIKE),
          Map.entry("research", TicketKind.SPIKE),
          Map.entry("investigation", TicketKind.SPIKE),
          Map.entry("test", TicketKind.TEST),
          Map.entry("test case", TicketKind.TEST),
          Map.entry("test set", TicketKind.TEST),
          Map.entry("test plan", TicketKind.TEST),
          Map.entry("test execution", TicketKind.TEST),
          Map.entry("precondition", TicketKind.TEST),
          Map.entry("pre-condition", TicketKind.TEST),
          Map.entry("sub test execution", TicketKind.TEST),
          Map.entry("service request", TicketKind.REQUEST),
          Map.entry("incident", TicketKind.REQUEST),
          Map.entry("problem", TicketKind.REQUEST),
          Map.entry("sub-task", TicketKind.SUBTASK),
          Map.entry("subtask", TicketKind.SUBTASK));

  private TicketKinds() {}

  /**
   * The kind of a type.
   *
   * @param level its place in the hierarchy: -1 below stories, 1 and more above; null for not told
   */
  static TicketKind of(String name, boolean subtask, @Nullable Long level) {
    TicketKind named = byName(name);
    if (named == TicketKind.TEST) {
      return named;
    }
    if (subtask || (level != null && level < 0)) {
      return TicketKind.SUBTASK;
    }
    return level != null && level >= 1 ? TicketKind.EPIC : named;
  }

  /** The kind of a type of which only the name is known. */
  static TicketKind byName(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    if (plain.startsWith("[system]")) {
      return TicketKind.REQUEST;
    }
    return BY_NAME.getOrDefault(plain, TicketKind.OTHER);
  }

  /** {@code done}, {@code wont_do} or {@code duplicate}; null while unresolved. */
  static @Nullable String outcome(@Nullable String resolution) {
    if (resolution == null || resolution.isBlank()) {
      return null;
    }
    return switch (resolution.strip().replace('\u2019', '\'').toLowerCase(Locale.ROOT)) {
      case "won't do",
          "won't fix",
          "wont do",
          "wont fix",
          "rejected",
          "declined",
          "cannot reproduce",
          "incomplete",
          "obsolete",
          "invalid",
          "abandoned" ->
          "wont_do";
      case "duplicate" -> "duplicate";
      default -> "done";
    };
  }

  /** Our word for the key of a status category; null for none and for {@code undefined}. */
  static @Nullable String category(@Nullable String key) {
    return switch (key == null ? "" : key) {
      case "new" -> "todo";
      case "indeterminate" -> "in_progress";
      case "done" -> "done";
      default -> null;
    };
  }
}
