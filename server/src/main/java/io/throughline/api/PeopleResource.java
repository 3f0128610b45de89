package io.throughline.api;

import io.smallrye.common.annotation.Blocking;
import io.throughline.metric.UnknownNameException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The personal links of people. What is about a person is not told by the API. */
@Path("/api/v1/people")
@Tag(name = "people")
@Blocking
public class PeopleResource {
  private final ApiSources sources;
  private final PersonalLinks links;

  PeopleResource(ApiSources sources, PersonalLinks links) {
    this.sources = sources;
    this.links = links;
  }

  /**
   * A personal link.
   *
   * @param path of the page that it opens, on this server
   * @param until when it stops being good
   */
  public record LinkAnswer(String person, String path, Instant until) {}

  @POST
  @Path("/{id}/link")
  @ChangesState
  @Operation(
      summary = "Makes a personal link",
      description = "Whoever has it is taken for this person: give it to nobody else.")
  public LinkAnswer link(@PathParam("id") String id) {
    if (sources.organisation().get().people().stream().noneMatch(p -> p.id().equals(id))) {
      throw new UnknownNameException("There is no person " + id);
    }
    PersonalLinks.Key key = links.make(id);
    return new LinkAnswer(id, "/mine/enter?key=" + key.text(), key.until());
  }

  @DELETE
  @Path("/links")
  @ChangesState
  @Operation(summary = "Takes back all personal links")
  public Response takeBack() {
    links.takeBack();
    return Response.noContent().build();
  }
}
