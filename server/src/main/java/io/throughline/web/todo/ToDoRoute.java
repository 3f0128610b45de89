package io.throughline.web.todo;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.conformance.ToDo;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.TeamScope;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import io.throughline.web.todo.ToDoPage.RoleGroup;
import io.throughline.web.todo.ToDoPage.Task;
import io.throughline.web.todo.ToDoPage.Ticket;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is missing or overdue, for the role that answers for it. */
@Path("/todo")
@Blocking
class ToDoRoute {
  private final PageSources sources;
  private final Frames frames;

  ToDoRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance todo(ToDoPage page);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@QueryParam("team") @Nullable String team) {
    TeamScope scope = TeamScope.of(sources.organisation().get(), team, "/todo");
    List<ToDo> all = sources.conformance().toDo(team);
    Map<String, List<Task>> byRole = new LinkedHashMap<>();
    for (ToDo toDo : all) {
      byRole
          .computeIfAbsent(toDo.role(), role -> new ArrayList<>())
          .add(task(toDo, scope.zone(), sources.clock().instant()));
    }
    List<RoleGroup> roles = new ArrayList<>();
    byRole.forEach(
        (role, tasks) ->
            roles.add(new RoleGroup("role-" + (roles.size() + 1), role, List.copyOf(tasks))));
    return Templates.todo(
        new ToDoPage(
            frames.frame("To do", "todo", null),
            scope.name(),
            scope.choices(),
            all.size(),
            List.copyOf(roles)));
  }

  private static Task task(ToDo toDo, ZoneId zone, Instant now) {
    long more = toDo.count() - toDo.items().size();
    return new Task(
        toDo.kind().equals("before_sprint") ? "near" : "missed",
        sentence(toDo, zone, now),
        toDo.phaseTitle(),
        toDo.items().stream()
            .map(
                i -> new Ticket(i.key(), i.title() == null ? "" : i.title(), Links.ticket(i.key())))
            .toList(),
        more > 0 ? "and " + Numbers.count(more) + " more" : "");
  }

  private static String sentence(ToDo toDo, ZoneId zone, Instant now) {
    String tickets = Numbers.count(toDo.count()) + (toDo.count() == 1 ? " ticket" : " tickets");
    return switch (toDo.kind()) {
      case "before_sprint" ->
          tickets
              + (toDo.count() == 1 ? " enters " : " enter ")
              + toDo.sprint()
              + (toDo.board() == null ? "" : " of " + toDo.board())
              + due(toDo.due(), zone, now)
              + " without: "
              + toDo.output();
      case "missing" ->
          tickets
              + (toDo.count() == 1 ? " is" : " are")
              + " longer in this phase than expected, and lack: "
              + toDo.output();
      default ->
          tickets
              + (toDo.count() == 1 ? " is" : " are")
              + " longer in this phase than the process expects";
    };
  }

  /** A sprint that should have started is not a matter of days. */
  private static String due(@Nullable Instant due, ZoneId zone, Instant now) {
    if (due == null || due.isBefore(now)) {
      return "";
    }
    LocalDate day = due.atZone(zone).toLocalDate();
    return " on "
        + day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
        + ", "
        + Times.day(day);
  }
}
