package io.throughline.source.pagerduty;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The services whose incidents are tests, by globs of their names or by their ids, in any case. A
 * star stands for any characters, a question mark for one.
 *
 * @param globs in small letters
 */
record TestServices(List<String> globs) {
  static final String SETTING = "test_services";

  static TestServices of(Map<String, String> settings) {
    return new TestServices(
        Arrays.stream(settings.getOrDefault(SETTING, "").split(","))
            .map(glob -> glob.strip().toLowerCase(Locale.ROOT))
            .filter(glob -> !glob.isEmpty())
            .toList());
  }

  boolean contain(String name, String id) {
    String small = name.toLowerCase(Locale.ROOT);
    String smallId = id.toLowerCase(Locale.ROOT);
    return globs.stream().anyMatch(glob -> matches(glob, small) || matches(glob, smallId));
  }

  /** Goes back to the last star only, so that no glob takes long for any name. */
  private static boolean matches(String glob, String text) {
    int g = 0;
    int t = 0;
    int star = -1;
    int from = 0;
    while (t < text.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        from = t;
      } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == text.charAt(t))) {
        g++;
        t++;
      } else if (star >= 0) {
        g = star + 1;
        t = ++from;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }
}
