package io.throughline.simulator.confluence;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.Paper;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.Tracker;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Spaces, pages and their labels, as they are at the moment. */
final class PageApi {
  private static final int MOST = 250;
  private static final String SPACE = "PROD";
  private static final long SPACE_ID = 65_537;

  private final Tracker tracker;
  private final String site;
  private final LongSupplier clock;

  /**
   * @param site its address; {@code /wiki} is below
   */
  PageApi(Tracker tracker, String site, LongSupplier clock) {
    this.tracker = tracker;
    this.site = site;
    this.clock = clock;
  }

  Reply spaces() {
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("results");
          out.writeStartObject();
          out.writeStringField("id", "" + SPACE_ID);
          out.writeStringField("key", SPACE);
          out.writeStringField("name", "Product");
          out.writeStringField("type", "global");
          out.writeStringField("status", "current");
          out.writeEndObject();
          out.writeEndArray();
          links(out, null);
          out.writeEndObject();
        });
  }

  /** The pages that are not in the bin, in the order that was asked for. */
  Reply list(Request request) {
    long now = clock.getAsLong();
    Comparator<Paper> order = Comparator.comparingLong(paper -> paper.savedAt(now));
    String sort = request.text("sort", "id");
    Comparator<Paper> wanted =
        switch (sort) {
          case "-modified-date" -> order.reversed();
          case "modified-date" -> order;
          case "id" -> Comparator.comparingLong(Paper::id);
          default -> throw new Refused(400, "sort is not one of the accepted values: " + sort);
        };
    List<Paper> all =
        tracker.library().papers().stream()
            .filter(paper -> paper.createdAt() <= now && !paper.trashed(now))
            .sorted(wanted.thenComparing(Paper::id))
            .toList();
    int size = Math.max(1, Math.min(MOST, request.number("limit", 25)));
    int from = Math.clamp(request.number("cursor", 0), 0, all.size());
    int to = Math.min(all.size(), from + size);
    boolean body = request.text("body-format", "").equals("storage");
    String next =
        "/wiki/api/v2/pages?limit="
            + size
            + "&sort="
            + sort
            + (body ? "&body-format=storage" : "")
            + "&cursor="
            + to;
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("results");
          for (Paper paper : all.subList(from, to)) {
            page(out, paper, now, body);
          }
          out.writeEndArray();
          links(out, to < all.size() ? next : null);
          out.writeEndObject();
        });
  }

  Reply page(long id) {
    long now = clock.getAsLong();
    Paper paper = known(id, now);
    return Reply.of(out -> page(out, paper, now, false));
  }

  Reply labels(long id) {
    Paper paper = known(id, clock.getAsLong());
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("results");
          if (paper.kind() != Paper.Kind.NOTES) {
            out.writeStartObject();
            out.writeStringField("id", "" + (id * 10));
            out.writeStringField("name", paper.kind().name().toLowerCase(Locale.ROOT));
            out.writeStringField("prefix", "global");
            out.writeEndObject();
          }
          out.writeEndArray();
          links(out, null);
          out.writeEndObject();
        });
  }

  private Paper known(long id, long now) {
    Paper paper = tracker.library().paper(id);
    if (paper == null || paper.createdAt() > now) {
      throw new Refused(404, "Not Found");
    }
    return paper;
  }

  private void page(JsonGenerator out, Paper paper, long now, boolean body) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", "" + paper.id());
    out.writeStringField("status", paper.trashed(now) ? "trashed" : "current");
    out.writeStringField("title", paper.title());
    out.writeStringField("spaceId", "" + SPACE_ID);
    out.writeNullField("parentId");
    out.writeStringField("authorId", paper.author().trackerId());
    out.writeStringField("createdAt", Instant.ofEpochMilli(paper.createdAt()).toString());
    out.writeObjectFieldStart("version");
    out.writeNumberField("number", paper.version(now));
    out.writeStringField("authorId", paper.author().trackerId());
    out.writeStringField("createdAt", Instant.ofEpochMilli(paper.savedAt(now)).toString());
    out.writeEndObject();
    out.writeObjectFieldStart("body");
    if (body) {
      out.writeObjectFieldStart("storage");
      out.writeStringField("representation", "storage");
      out.writeStringField("value", text(paper, now));
      out.writeEndObject();
    }
    out.writeEndObject();
    out.writeObjectFieldStart("_links");
    out.writeStringField("webui", "/spaces/" + SPACE + "/pages/" + paper.id());
    out.writeEndObject();
    out.writeEndObject();
  }

  private String text(Paper paper, long now) {
    Ticket epic = paper.linksBack() ? tracker.library().epic(paper.id(), now) : null;
    String why = "<p>What it is for, and what it is not for.</p>";
    return epic == null
        ? why
        : why
            + "<p><ac:structured-macro ac:name=\"jira\"><ac:parameter ac:name=\"key\">"
            + epic.at(now).get(TicketField.KEY)
            + "</ac:parameter></ac:structured-macro></p>";
  }

  private void links(JsonGenerator out, @Nullable String next) throws IOException {
    out.writeObjectFieldStart("_links");
    if (next != null) {
      out.writeStringField("next", next);
    }
    out.writeStringField("base", site + "/wiki");
    out.writeEndObject();
  }
}
