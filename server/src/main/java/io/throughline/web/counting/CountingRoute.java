package io.throughline.web.counting;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.web.Choices;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.counting.Count.Ours;
import io.throughline.web.counting.CountingPage.OwnRow;
import io.throughline.web.counting.CountingPage.Row;
import io.throughline.web.counting.CountingPage.Stretch;
import io.throughline.web.counting.CountingPage.Tick;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** The same word, different numbers. */
@Path("/counting")
@Blocking
class CountingRoute {
  private static final int EDGE = 6;
  private static final int STEP = 44;
  private static final int FIRST_HOUR = 9;

  private final PageSources sources;
  private final Frames frames;

  CountingRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance counting(CountingPage page);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return Templates.counting(
        new CountingPage(
            frames.frame("How we count, and how others count", "metrics", null),
            Arrays.stream(Moment.values()).map(CountingRoute::tick).toList(),
            Count.OURS.stream().flatMap(this::own).toList(),
            Count.OTHERS.stream().map(CountingRoute::row).toList()));
  }

  private Stream<OwnRow> own(Ours ours) {
    return sources.definition(ours.metric()).stream()
        .map(
            metric ->
                new OwnRow(
                    metric.title(),
                    "/metric/" + Links.encode(metric.id()),
                    metric.definition(),
                    "median, with p75, p90 and n; "
                        + Choices.clockTitle(metric.clock()).toLowerCase(Locale.ROOT),
                    stretch(ours.from(), ours.to())));
  }

  private static Row row(Count count) {
    return new Row(
        count.who(),
        count.measure(),
        stretch(count.from(), count.to()),
        count.aggregate(),
        count.consequence(),
        count.source());
  }

  private static Tick tick(Moment moment) {
    int hour = FIRST_HOUR + moment.hour();
    String day =
        DayOfWeek.of(1 + hour / 24).getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
            + String.format(Locale.ROOT, " %02d:00", hour % 24);
    return new Tick(Integer.toString(x(moment)), moment.words(), day);
  }

  private static Stretch stretch(Moment from, Moment to) {
    return new Stretch(
        Integer.toString(x(from)),
        Integer.toString(x(to) - x(from)),
        from.words(),
        to.words(),
        Integer.toString(Count.hours(from, to)));
  }

  private static int x(Moment moment) {
    return EDGE + STEP * moment.ordinal();
  }
}
