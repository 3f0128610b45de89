package io.throughline.source.confluence;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which interface a Confluence has, and which of its spaces are read.
 *
 * @param cloud whether it has the interface of Cloud, {@code /wiki/api/v2}
 * @param spaces keys of the spaces that are read; empty: all that the token may see
 * @param numbers the numbers of these spaces, which Cloud asks for instead of their keys
 */
record Site(boolean cloud, List<String> spaces, List<String> numbers) {
  private static final String CLOUD = "/wiki/api/v2/spaces?limit=1";

  Site {
    spaces = List.copyOf(spaces);
    numbers = List.copyOf(numbers);
  }

  /** Asks Confluence. */
  static Site of(FeedRun run) throws SourceException, InterruptedException {
    List<String> spaces = spaces(run.settings().getOrDefault("spaces", ""));
    boolean cloud = isCloud(run.http());
    List<String> numbers = new ArrayList<>();
    if (cloud && !spaces.isEmpty()) {
      String path = "/wiki/api/v2/spaces?limit=250&keys=" + String.join(",", spaces);
      List<String> found = new ArrayList<>();
      new Api(run)
          .each(
              path,
              answer -> {
                for (JsonValue row : answer.rows()) {
                  try {
                    numbers.add(Long.toString(row.requiredInteger("id")));
                    found.add(row.requiredText("key"));
                  } catch (UnmappableException e) {
                    throw Api.misshapen(path, e);
                  }
                }
                return true;
              });
      String missing =
          spaces.stream().filter(key -> !found.contains(key)).collect(Collectors.joining(", "));
      run.notice(
          "spaces",
          missing.isEmpty()
              ? null
              : "No space is called "
                  + missing
                  + ", or the token may not see it: nothing of it is"
                  + " read. Check spaces of the source.");
      if (numbers.isEmpty()) {
        throw new SourceException(
            Remedy.PERSON, "None of the source's spaces can be seen: " + missing + ".");
      }
    }
    return new Site(cloud, spaces, numbers);
  }

  /** Whether it answers as Cloud does; whoever is not let in there is told by the exception. */
  static boolean isCloud(HttpDoor http) throws SourceException, InterruptedException {
    try {
      http.get(CLOUD);
      return true;
    } catch (SourceException e) {
      if (e.status() != 404) {
        throw e;
      }
      return false;
    }
  }

  private static List<String> spaces(String text) throws SourceException {
    List<String> spaces =
        Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    for (String space : spaces) {
      if (!space.matches("~?[A-Za-z0-9._-]{1,255}")) {
        throw new SourceException(
            Remedy.PERSON, "'" + space + "' under spaces is no key of a space.");
      }
    }
    return spaces;
  }

  /**
   * All pages, or on Data Center those that changed, the last changed first: what is changed while
   * pages are read moves to the front and pushes none past the edge of a page.
   *
   * @param back how far back; null: all. Cloud cannot be asked so and is read until it is reached
   * @param whole whether bodies are wanted, and all that is told of a page
   */
  String list(@Nullable Duration back, boolean whole) {
    if (cloud) {
      return "/wiki/api/v2/pages?limit=100&status=current&status=archived&sort=-modified-date"
          + (whole ? "&body-format=storage" : "")
          + numbers.stream().map(n -> "&space-id=" + n).collect(Collectors.joining());
    }
    String in =
        spaces.stream().map(key -> '"' + key + '"').collect(Collectors.joining(",", "(", ")"));
    String cql =
        "type=page"
            + (spaces.isEmpty() ? "" : " and space in " + in)
            // Relative, since an instant would be read in the zone of the token's user.
            + (back == null ? "" : " and lastmodified >= now(\"-" + back.toMinutes() + "m\")")
            + " order by lastmodified desc";
    return "/rest/api/content/search?limit=50"
        + "&expand=version,metadata.labels"
        + (whole ? ",space,history,ancestors,body.storage" : "")
        + "&cql="
        + URLEncoder.encode(cql, StandardCharsets.UTF_8);
  }

  /** One page, in whatever state. */
  String page(long number) {
    return cloud
        ? "/wiki/api/v2/pages/" + number
        : "/rest/api/content/" + number + "?status=any&expand=version";
  }
}
