package io.throughline.web.gates;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.evidenced.Vulnerabilities;
import io.throughline.evidenced.Vulnerabilities.Found;
import io.throughline.evidenced.Vulnerabilities.Image;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Service;
import io.throughline.model.time.Grain;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.TeamScope;
import io.throughline.web.View;
import io.throughline.web.gates.VulnerabilitiesPage.ImageRow;
import io.throughline.web.gates.VulnerabilitiesPage.Row;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Known vulnerabilities of what runs: how bad, how old, and where. */
@Path("/gates/vulnerabilities")
@Blocking
class VulnerabilitiesRoute {
  private static final int WEEKS = 12;
  private static final int MOST = 1000;
  private static final String OPEN = "open";

  private final PageSources sources;
  private final Frames frames;

  VulnerabilitiesRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance vulnerabilities(VulnerabilitiesPage page);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@Context UriInfo uri) {
    Organisation organisation = sources.organisation().get();
    Instant now = sources.clock().instant();
    View view = View.read(uri.getQueryParameters()::getFirst, organisation, now, WEEKS, Grain.WEEK);
    TeamScope scope = TeamScope.of(organisation, view.team(), "/gates/vulnerabilities");
    Vulnerabilities known = sources.evidenced().vulnerabilities(view.team(), MOST);
    Map<String, String> names =
        organisation.services().stream()
            .collect(Collectors.toMap(Service::id, Service::name, (first, second) -> first));
    Map<Boolean, List<Found>> found =
        known.found().stream().collect(Collectors.partitioningBy(f -> f.state().equals(OPEN)));
    List<Found> open = found.getOrDefault(true, List.of());
    List<Found> aside = found.getOrDefault(false, List.of());
    // Open ones come first: where any that was set aside is told, none of them is missing.
    boolean all = known.more() == 0 || !aside.isEmpty();
    return Templates.vulnerabilities(
        new VulnerabilitiesPage(
            frames.frame("Vulnerabilities", "gates", view.team()),
            scope.name(),
            scope.choices(),
            Tabs.VULNERABILITIES.of(view),
            !known.images().isEmpty(),
            Ages.chart(open, all, now),
            open.stream().map(one -> row(one, names, now, scope.zone())).toList(),
            aside.stream().map(one -> row(one, names, now, scope.zone())).toList(),
            known.more() == 0
                ? ""
                : Numbers.count(known.more()) + " more are not shown, the least pressing ones.",
            known.images().stream().map(image -> row(image, names, scope.zone())).toList(),
            known.unscanned().stream().map(id -> names.getOrDefault(id, id)).toList()));
  }

  private static Row row(Found found, Map<String, String> names, Instant now, ZoneId zone) {
    return new Row(
        found.severity(),
        Words.severityTone(found.severity(), found.state()),
        found.rule(),
        found.title(),
        found.subject(),
        Times.date(LocalDate.ofInstant(found.since(), zone)),
        Words.age(found.since(), now),
        services(found.services(), names),
        found.fixable() ? "yes" : "no",
        Words.plain(found.state()));
  }

  private static ImageRow row(Image image, Map<String, String> names, ZoneId zone) {
    Long run = image.run();
    return new ImageRow(
        Versions.image(image.image()),
        image.image(),
        image.deployed() ? "" : "newest build; nothing is known of deployments",
        run == null ? null : Links.build(run),
        services(image.services(), names),
        Times.moment(image.scannedAt(), zone),
        Ages.SEVERITIES.stream().map(severity -> count(image.open().get(severity))).toList(),
        Numbers.count(image.fixable()),
        Numbers.count(image.ignored()));
  }

  /** A severity that no scan tells of is a dash. */
  private static String count(@Nullable Long count) {
    return count == null ? "–" : Numbers.count(count);
  }

  private static String services(List<String> services, Map<String, String> names) {
    return services.stream()
        .map(id -> names.getOrDefault(id, id))
        .collect(Collectors.joining(", "));
  }
}
