package io.throughline.source.jira;

import org.jspecify.annotations.Nullable;

/** The pages of things, from the addresses that the API gives them. */
final class WebLinks {
  private static final String GATEWAY = "https://api.atlassian.com/";

  private WebLinks() {}

  /** The page of an issue or project; null where none is known: a gateway has no pages. */
  static @Nullable String of(@Nullable String self, @Nullable String key) {
    int rest = self == null ? -1 : self.indexOf("/rest/");
    if (self == null || key == null || rest < 0 || self.startsWith(GATEWAY)) {
      return null;
    }
    return self.substring(0, rest) + "/browse/" + key;
  }
}
