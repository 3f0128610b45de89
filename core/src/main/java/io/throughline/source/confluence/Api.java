package io.throughline.source.confluence;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.http.NextLink;
import io.throughline.source.http.Waits;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Confluence's answers as the feeds need them; the next page is always where it says it is. */
record Api(FeedRun run) {
  private static final int MOST_PAGES = 100_000;

  /**
   * A page of a list.
   *
   * @param next what to ask for next; null at the end
   * @param at when Confluence gave it, by its own clock where it tells
   */
  record Answer(byte[] body, List<JsonValue> rows, @Nullable String next, Instant at) {}

  /** What is done with one page of a list. */
  interface Use {
    /** Whether the next page is wanted. */
    boolean page(Answer answer) throws SourceException, InterruptedException;
  }

  /** Page after page, from a path on. */
  void each(String path, Use use) throws SourceException, InterruptedException {
    String at = path;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Answer answer = list(at);
      if (!use.page(answer) || answer.next() == null) {
        return;
      }
      if (answer.next().equals(at)) {
        throw new SourceException(Remedy.RETRY, "Confluence's pages lead round in a circle.");
      }
      at = answer.next();
    }
    throw new SourceException(Remedy.RETRY, "Confluence's pages do not end.");
  }

  private Answer list(String path) throws SourceException, InterruptedException {
    HttpDoor.Page page = run.http().get(path);
    Instant at = Waits.date(page.headers().get("date")).orElse(run.clock().instant());
    try {
      JsonValue json = StrictJson.read(page.body()).object();
      JsonValue rows = json.at("results");
      if (!rows.isArray()) {
        throw rows.unexpected("a list");
      }
      return new Answer(page.body(), rows.objects(), next(json, page), at);
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  /**
   * The path of the next page. It is relative to where Confluence itself lies ({@code base} with
   * the {@code context} in it), which is what the source's address says; a context that is repeated
   * in it is taken off.
   */
  private static @Nullable String next(JsonValue json, HttpDoor.Page page)
      throws UnmappableException {
    JsonValue links = json.optionalObject("_links");
    String next = links == null ? null : links.text("next");
    if (next == null || next.isBlank()) {
      next = NextLink.of(page).orElse(null);
    }
    if (next == null) {
      return null;
    }
    String path = next;
    try {
      URI address = new URI(next.replace(" ", "%20").replace("'", "%27"));
      if (address.isAbsolute()) {
        return address.toString();
      }
      path = address.toString();
    } catch (URISyntaxException e) {
      throw json.object("_links").at("next").unexpected("an address");
    }
    String context = links == null ? null : links.text("context");
    return context != null && !context.isEmpty() && path.startsWith(context + "/rest/")
        ? path.substring(context.length())
        : path;
  }

  static SourceException misshapen(String path, UnmappableException e) {
    return SourceException.misshapen("Confluence", path, e);
  }
}
