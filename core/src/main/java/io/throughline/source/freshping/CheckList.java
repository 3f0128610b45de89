package io.throughline.source.freshping;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.http.Waits;
import io.throughline.source.http.WholeJson;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The whole list of checks, cut down to what is told of them here. Freshping lists with each check
 * the password by which it enters what it watches, which nobody here has any use for.
 *
 * @param numbers of the checks
 * @param body {@code results} with number, name, address and state of each
 * @param theirTime when it was told, by Freshping's clock; null when it did not say
 */
record CheckList(SortedSet<Long> numbers, byte[] body, @Nullable Instant theirTime) {
  static final String PATH = "/api/v1/checks/";
  private static final int MOST_PAGES = 200;
  private static final long HIGHEST = 1L << 47;

  private record Row(
      long id,
      @Nullable String name,
      @Nullable String status,
      @Nullable String address,
      @Nullable String changed) {}

  static CheckList read(HttpDoor http) throws SourceException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    Instant theirTime = null;
    Optional<String> next = Optional.of(PATH);
    while (next.isPresent()) {
      if (!asked.add(next.get()) || asked.size() > MOST_PAGES) {
        throw new SourceException(Remedy.RETRY, "Freshping's pages of checks do not end.");
      }
      HttpDoor.Page page = http.get(next.get());
      if (theirTime == null) {
        theirTime = Waits.date(page.headers().get("date")).orElse(null);
      }
      next = add(page.body(), rows);
    }
    SortedSet<Long> numbers = new TreeSet<>();
    rows.forEach(row -> numbers.add(row.id()));
    return new CheckList(numbers, body(rows), theirTime);
  }

  /** Adds the checks of a page; the address of the next page, if there is one. */
  private static Optional<String> add(byte[] body, List<Row> rows) throws SourceException {
    try {
      JsonValue page = StrictJson.read(body).object();
      for (JsonValue check : page.at("results").objects()) {
        long id = check.requiredInteger("id");
        if (id < 0 || id >= HIGHEST) {
          throw check.at("id").unexpected("the number of a check");
        }
        rows.add(
            new Row(
                id,
                check.text("name"),
                check.text("status"),
                CheckEvents.address(check.text("url")),
                check.text("status_changed_at")));
      }
      return Optional.ofNullable(CheckEvents.filled(page.text("next")));
    } catch (UnmappableException e) {
      throw SourceException.misshapen("Freshping", PATH, e);
    }
  }

  private static byte[] body(List<Row> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = WholeJson.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("results");
      for (Row row : rows) {
        json.writeStartObject();
        json.writeNumberField("id", row.id());
        json.writeStringField("name", row.name());
        json.writeStringField("status", row.status());
        json.writeStringField("url", row.address());
        json.writeStringField("status_changed_at", row.changed());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return out.toByteArray();
  }
}
