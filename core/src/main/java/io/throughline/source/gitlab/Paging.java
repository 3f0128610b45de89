package io.throughline.source.gitlab;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.http.NextLink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows {@code Link: rel="next"}; never computes a page. */
final class Paging {
  private static final int MOST_PAGES = 100_000;

  private Paging() {}

  /** What is done with a page. */
  interface Use {
    void page(HttpDoor.Page page) throws SourceException, InterruptedException;
  }

  /**
   * Reads page after page.
   *
   * @throws SourceException when a next link leads to a page that was read already
   */
  static void each(HttpDoor http, String path, Use use)
      throws SourceException, InterruptedException {
    Set<String> asked = new HashSet<>();
    Optional<String> next = Optional.of(path);
    while (next.isPresent()) {
      if (!asked.add(next.get()) || asked.size() > MOST_PAGES) {
        throw loop(path);
      }
      HttpDoor.Page page = http.get(next.get());
      use.page(page);
      next = NextLink.of(page);
    }
  }

  /** The bodies of all pages. */
  static List<byte[]> bodies(HttpDoor http, String path)
      throws SourceException, InterruptedException {
    List<byte[]> bodies = new ArrayList<>();
    each(http, path, page -> bodies.add(page.body()));
    return bodies;
  }

  /** The bodies of all pages of a list, each of which must be one. */
  static List<byte[]> lists(HttpDoor http, String path)
      throws SourceException, InterruptedException {
    List<byte[]> bodies = bodies(http, path);
    for (byte[] body : bodies) {
      JsonScan.requireList(body);
    }
    return bodies;
  }

  static SourceException loop(String path) {
    int query = path.indexOf('?');
    return new SourceException(
        Remedy.RETRY,
        "GitLab's pages of "
            + (query < 0 ? path : path.substring(0, query))
            + " lead round in a circle.");
  }
}
