package io.throughline.web.production;

import io.throughline.web.Frame;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Mark;
import io.throughline.web.production.DeploymentPage.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of an incident prints.
 *
 * @param deployment what it is put down to; null for none
 * @param why why it is put down to that, or to none
 */
public record IncidentPage(
    Frame frame,
    List<Choice> tabs,
    String title,
    String lead,
    Mark state,
    @Nullable String url,
    List<Fact> facts,
    @Nullable Blamed deployment,
    String why,
    List<Telling> tellings,
    List<Moment> moments) {

  /** The deployment. */
  public record Blamed(String href, String title, String at, Mark outcome) {}

  /** A system's word of it. */
  public record Telling(
      String source, String title, String at, String lasted, String why, @Nullable String url) {}

  /** Something that happened. */
  public record Moment(String at, String after, String what, String source) {}
}
