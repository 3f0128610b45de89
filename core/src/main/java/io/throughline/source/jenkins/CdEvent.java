package io.throughline.source.jenkins;

import io.throughline.source.Mapped;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event in the words of CDEvents: alone, in the data of a CloudEvent, or under the headers of
 * one. Jenkins' own plugin writes a fourth shape, whose number of a build is no id of an event and
 * whose run is JSON inside a text.
 *
 * <p>Only that a build began or ended matters here, and only where the event says which; what it
 * tells of it is read from Jenkins.
 */
final class CdEvent {
  private static final Pattern TYPE =
      Pattern.compile("dev\\.cdevents\\.([a-z]{1,40})\\.([a-z]{1,40})\\.[0-9A-Za-z.-]{1,40}");

  private CdEvent() {}

  /** Whether it is one. */
  static boolean isOne(Scope scope, JsonValue body) {
    return scope.delivery().context().containsKey("ce-type")
        || body.at("context").isObject()
        || body.has("specversion");
  }

  static Mapped map(Scope scope, JsonValue body) throws UnmappableException {
    // A CloudEvent carries the whole event as its data; the plugin puts something else there.
    JsonValue data = body.at("data");
    JsonValue event = data.isObject() && data.at("context").isObject() ? data : body;
    String type = type(scope, body, event);
    Matcher words = TYPE.matcher(type);
    if (!words.matches()) {
      throw new UnmappableException(
          event.at("context").isObject() ? "/context/type" : "/type",
          "no type of CDEvents was found where dev.cdevents.pipelinerun.finished.0.2.0 or the like"
              + " was expected");
    }
    String subject = words.group(1);
    String predicate = words.group(2);
    boolean run = subject.equals("pipelinerun") || subject.equals("taskrun");
    if (run && predicate.equals("queued")) {
      return Mapped.ignored("a build that waits has not begun");
    }
    if (run) {
      return addresses(event).stream()
          .map(BuildAddress::parse)
          .flatMap(Optional::stream)
          .findFirst()
          .map(NotificationHook::wish)
          .orElseGet(() -> Mapped.ignored("it names no build of a Jenkins"));
    }
    return Mapped.ignored(
        subject.equals("service")
            ? "deployments are told by the sources of deployments"
            : "event '" + subject + "." + predicate + "' is not tracked");
  }

  private static String type(Scope scope, JsonValue body, JsonValue event)
      throws UnmappableException {
    JsonValue context = event.at("context");
    String own = context.isObject() ? context.text("type") : null;
    String envelope = body.at("type").present() ? body.text("type") : null;
    String header = scope.delivery().context().get("ce-type");
    return Objects.requireNonNullElse(
        own, Objects.requireNonNullElse(envelope, Objects.requireNonNullElse(header, "")));
  }

  /** All addresses in the event that may be of the build. */
  private static List<String> addresses(JsonValue event) throws UnmappableException {
    List<String> all = new ArrayList<>();
    JsonValue subject = event.at("subject");
    if (subject.isObject()) {
      JsonValue content = subject.at("content");
      if (content.isObject()) {
        add(all, content, "uri");
        add(all, content, "url");
        JsonValue run = content.at("pipelineRun");
        if (run.isObject()) {
          add(all, run, "id");
        }
      }
      add(all, subject, "id");
      return all;
    }
    JsonValue data = event.at("data");
    JsonValue build = data.isObject() ? data.at("build") : data;
    if (build.isObject()) {
      add(all, build, "fullUrl");
      add(all, build, "url");
    }
    add(all, event, "url");
    if (data.isObject()) {
      add(all, data, "url");
    }
    String run = event.text("pipelinerun");
    if (run != null && !run.isBlank()) {
      add(all, StrictJson.read(run.getBytes(StandardCharsets.UTF_8)).object(), "url");
    }
    return all;
  }

  private static void add(List<String> all, JsonValue object, String field)
      throws UnmappableException {
    @Nullable String text = object.at(field).present() ? object.text(field) : null;
    if (text != null && !text.isBlank()) {
      all.add(text);
    }
  }
}
