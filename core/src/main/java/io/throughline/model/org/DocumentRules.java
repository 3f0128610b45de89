package io.throughline.model.org;

import java.util.List;

/**
 * How pages of a wiki are told apart.
 *
 * @param prd what makes a page a product requirements document; wins over {@code design}
 * @param design what makes a page a design
 * @param staleDays calendar days without a new version after which a requirements document is
 *     called stale
 */
public record DocumentRules(Rule prd, Rule design, int staleDays) {
  /** What holds where the file says nothing. */
  public static final DocumentRules USUAL =
      new DocumentRules(
          new Rule(
              List.of("prd", "product-requirements"),
              List.of("PRD*", "*Product requirements*"),
              List.of()),
          new Rule(
              List.of("design", "technical-design", "architecture", "adr", "rfc"),
              List.of("ADR*", "RFC*", "*Technical design*", "*Design document*"),
              List.of()),
          90);

  /**
   * What makes a page one of a kind; any of it is enough.
   *
   * @param labels in lower case
   * @param titles globs, for titles in any case
   * @param spaces keys of spaces of which every page is one
   */
  public record Rule(List<String> labels, List<String> titles, List<String> spaces) {
    public Rule {
      labels = List.copyOf(labels);
      titles = List.copyOf(titles);
      spaces = List.copyOf(spaces);
    }

    /** Whether no page can be one. */
    public boolean isEmpty() {
      return labels.isEmpty() && titles.isEmpty() && spaces.isEmpty();
    }
  }
}
