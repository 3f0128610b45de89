package io.throughline.source.pagerduty;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The services whose incidents are tests, by globs of their names or by their ids, in any case. A
 * star stands for any characters, a question mark for one.
 */
record TestServices(List<Pattern> patterns) {
  static final String SETTING = "test_services";

  static TestServices of(Map<String, String> settings) {
    return new TestServices(
        Arrays.stream(settings.getOrDefault(SETTING, "").split(","))
            .map(String::strip)
            .filter(glob -> !glob.isEmpty())
            .map(TestServices::pattern)
            .toList());
  }

  boolean contain(String name, String id) {
    return patterns.stream().anyMatch(p -> p.matcher(name).matches() || p.matcher(id).matches());
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (char c : glob.replaceAll("\\*+", "*").toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(
        regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }
}
