package io.throughline.web.source;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.source.Delivery;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageProblem;
import io.throughline.web.PageSources;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.TreeMap;

/** The sources, and the deliveries that they sent. */
@Path("/")
@Blocking
class SourceRoute {
  private final PageSources sources;
  private final Frames frames;

  SourceRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance sources(SourcesPage page);

    static native TemplateInstance delivery(DeliveryPage page);
  }

  @GET
  @Path("sources")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return Templates.sources(
        new SourcesReport(sources).page(frames.frame("Sources", "sources", null)));
  }

  @GET
  @Path("sources/{id}/deliveries/{sequence}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance delivery(
      @PathParam("id") String id, @PathParam("sequence") String sequence) {
    Delivery delivery = find(sequence);
    if (!delivery.sourceId().equals(id)) {
      throw missing(sequence);
    }
    BodyText body = BodyText.of(delivery.body());
    return Templates.delivery(
        new DeliveryPage(
            frames.frame("Delivery " + delivery.sequence(), "sources", null),
            Numbers.count(delivery.sequence()),
            delivery.sourceId(),
            delivery.kind(),
            delivery.channel().name().toLowerCase(Locale.ROOT),
            Times.moment(delivery.receivedAt(), sources.organisation().get().zone()),
            Numbers.count(delivery.body().length) + " bytes",
            new TreeMap<>(delivery.context())
                .entrySet().stream()
                    .map(entry -> new DeliveryPage.Context(entry.getKey(), entry.getValue()))
                    .toList(),
            body.text(),
            body.cut()));
  }

  /** An observation knows only a number; this finds the source that it came from. */
  @GET
  @Path("deliveries/{sequence}")
  public Response redirect(@PathParam("sequence") String sequence) {
    Delivery delivery = find(sequence);
    return Response.seeOther(URI.create(Links.delivery(delivery.sourceId(), delivery.sequence())))
        .build();
  }

  private Delivery find(String sequence) {
    try {
      return sources
          .ledger()
          .delivery(Long.parseLong(sequence))
          .orElseThrow(() -> missing(sequence));
    } catch (NumberFormatException notANumber) {
      throw PageProblem.badAddress("A delivery's number is digits only.");
    }
  }

  private static PageProblem missing(String sequence) {
    return PageProblem.notFound("There is no delivery " + sequence + " from this source.");
  }
}
