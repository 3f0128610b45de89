package io.throughline.simulator.gitlab;

import io.throughline.simulator.http.Json;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.production.GitopsRepository;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Group;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.ProjectHistory;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds what a path under {@code /api/v4} means. */
final class Api {
  private final View view;
  private final MergeRequestApi mergeRequests;
  private final DeliveryApi delivery;
  private final JobApi jobs;
  private final HookApi hooks;
  private final EventApi events;
  private final TreeApi tree;
  private final GitopsApi gitops;

  Api(View view, HookRegistry registry) {
    this.view = view;
    this.mergeRequests = new MergeRequestApi(view);
    this.jobs = new JobApi(view);
    this.delivery = new DeliveryApi(view, jobs);
    this.hooks = new HookApi(registry);
    this.events = new EventApi(view);
    this.tree = new TreeApi(view);
    this.gitops = new GitopsApi(view);
  }

  /** The answer to an authorised request; the path still begins with {@code api}, {@code v4}. */
  Reply answer(Request request) {
    List<String> path = request.path();
    String first = at(path, 2);
    if (!request.method().equals("GET") && !at(path, 4).equals("hooks")) {
      throw new Refused(405, "405 Method Not Allowed");
    }
    return switch (first) {
      case "version", "metadata" -> version();
      case "user" ->
          Reply.of(out -> UserJson.full(out, view, view.company().accounts().getFirst()));
      case "users" -> users(request, at(path, 3));
      case "projects" -> at(path, 3).isEmpty() ? projects(request, p -> true) : project(request);
      case "groups" -> group(request);
      case "merge_requests" -> mergeRequests.list(request, view.world().histories());
      default -> throw NotFound.of("");
    };
  }

  private Reply version() {
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeStringField("version", "18.5.1-ee");
          out.writeStringField("revision", "a0c3b4e5d6f");
          out.writeObjectFieldStart("kas");
          out.writeBooleanField("enabled", false);
          Json.nulls(out, "externalUrl", "version");
          out.writeEndObject();
          out.writeBooleanField("enterprise", true);
          out.writeEndObject();
        });
  }

  private Reply users(Request request, String id) {
    List<Account> all = view.company().accounts();
    if (!id.isEmpty()) {
      long wanted = id(id);
      Account user =
          all.stream()
              .filter(a -> a.id() == wanted)
              .findFirst()
              .orElseThrow(() -> NotFound.of("User "));
      return Reply.of(out -> UserJson.full(out, view, user));
    }
    boolean rising = request.text("sort", "desc").equals("asc");
    List<Account> rows =
        all.stream()
            .filter(a -> request.text("username", a.username()).equals(a.username()))
            .sorted(
                rising
                    ? Comparator.comparingLong(Account::id)
                    : Comparator.comparingLong(Account::id).reversed())
            .toList();
    Page.Row<Account> row = (out, user) -> UserJson.full(out, view, user);
    return keyset(request)
        ? Page.keyset(view.base(), request, rows, Account::id, false, row)
        : Page.offset(view.base(), request, rows, row);
  }

  private Reply projects(Request request, Predicate<Project> in) {
    if (request.flag("archived")) {
      return Page.offset(view.base(), request, List.<Project>of(), (out, p) -> {});
    }
    boolean rising = request.text("sort", "desc").equals("asc");
    Comparator<Project> order = Comparator.comparingLong(Project::id);
    List<Project> rows =
        view.repositories().stream()
            .map(ProjectHistory::project)
            .filter(in)
            .sorted(rising ? order : order.reversed())
            .toList();
    boolean simple = request.flag("simple");
    Page.Row<Project> row = (out, project) -> ProjectJson.write(out, view, project, simple);
    return keyset(request)
        ? Page.keyset(view.base(), request, rows, Project::id, true, row)
        : Page.offset(view.base(), request, rows, row);
  }

  private Reply group(Request request) {
    String key = at(request.path(), 3);
    Group group =
        view.company().groups().stream()
            .filter(g -> g.path().equals(key) || Long.toString(g.id()).equals(key))
            .findFirst()
            .orElseThrow(() -> NotFound.of("Group "));
    Predicate<Project> below = p -> view.path(p).startsWith(group.path() + "/");
    return switch (at(request.path(), 4)) {
      case "" -> Reply.of(out -> ProjectJson.group(out, view, group));
      case "projects" -> {
        boolean deep = request.flag("include_subgroups");
        yield projects(request, p -> below.test(p) && (deep || direct(p, group)));
      }
      case "subgroups", "descendant_groups" ->
          Page.offset(
              view.base(),
              request,
              view.company().groups().stream()
                  .filter(g -> g.path().startsWith(group.path() + "/"))
                  .toList(),
              (out, g) -> ProjectJson.group(out, view, g));
      case "merge_requests" ->
          mergeRequests.list(
              request,
              view.world().histories().stream().filter(h -> below.test(h.project())).toList());
      case "hooks" -> hooks.answer(request, null, group.path());
      case "members" -> members(request);
      default -> throw NotFound.of("");
    };
  }

  private boolean direct(Project project, Group group) {
    return view.path(project).indexOf('/', group.path().length() + 1) < 0;
  }

  private Reply members(Request request) {
    return Page.offset(
        view.base(),
        request,
        view.company().accounts(),
        (out, user) -> UserJson.member(out, view, user));
  }

  private Reply project(Request request) {
    List<String> path = request.path();
    ProjectHistory history = history(request, at(path, 3));
    String id = at(path, 5);
    String part = at(path, 6);
    return switch (at(path, 4)) {
      case "" -> Reply.of(out -> ProjectJson.write(out, view, history.project(), false));
      case "merge_requests" ->
          id.isEmpty()
              ? mergeRequests.list(request, List.of(history))
              : mergeRequests.one(request, history, id, part);
      case "pipelines" ->
          id.isEmpty()
              ? delivery.pipelines(request, history)
              : delivery.pipeline(request, history, id, part);
      case "jobs" ->
          id.isEmpty()
              ? jobs.list(request, history)
              : jobs.one(history, id, path.subList(6, path.size()));
      case "deployments" ->
          id.isEmpty()
              ? delivery.deployments(request, history)
              : delivery.deployment(request, history, id, part);
      case "events" -> events.list(request, history);
      case "environments" -> delivery.environments(request, history.project());
      case "releases" ->
          id.isEmpty() ? delivery.releases(request, history) : delivery.release(history, id);
      case "repository" -> repository(request, history, id);
      case "members", "users" -> members(request);
      case "hooks" -> hooks.answer(request, history.project().id(), null);
      default -> throw NotFound.of("");
    };
  }

  private Reply repository(Request request, ProjectHistory history, String what) {
    if (history.project().equals(GitopsRepository.PROJECT) && what.equals("commits")) {
      String sha = at(request.path(), 6);
      return sha.isEmpty()
          ? gitops.commits(request)
          : gitops.commit(request, sha, at(request.path(), 7));
    }
    return switch (what) {
      case "commits" -> mergeRequests.commits(request, history);
      case "compare" -> mergeRequests.compare(request, history);
      case "tags" -> delivery.tags(request, history);
      case "tree" -> tree.list(request, history.project());
      default -> throw NotFound.of("");
    };
  }

  private ProjectHistory history(Request request, String key) {
    for (ProjectHistory history : view.repositories()) {
      Project project = history.project();
      if (Long.toString(project.id()).equals(key) || view.path(project).equals(key)) {
        return history;
      }
      if (project.path().equals(key)) {
        String rest =
            request.rawPath().split("/", 6).length > 5 ? request.rawPath().split("/", 6)[5] : "";
        throw new Moved(
            view.base() + "/api/v4/projects/" + project.id() + (rest.isEmpty() ? "" : "/" + rest));
      }
    }
    throw NotFound.of("Project ");
  }

  private static boolean keyset(Request request) {
    return "keyset".equals(request.query().get("pagination"));
  }

  private static String at(List<String> path, int index) {
    return index < path.size() ? path.get(index) : "";
  }

  /**
   * A number in a path.
   *
   * @throws Refused with 404 when it is none
   */
  static long id(@Nullable String text) {
    try {
      return Long.parseLong(String.valueOf(text));
    } catch (NumberFormatException e) {
      throw NotFound.of("");
    }
  }
}
