package io.throughline.source.argocd;

import io.throughline.model.fact.FactId;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What tells an application from the others of an Argo CD. One that is made again under its name is
 * the same one: the service that it runs is.
 *
 * @param namespace where the Application object lies, not where it deploys to
 */
record AppName(String namespace, String name) {
  /** Without a user, a query or a fragment. */
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s@?#]{1,300}");

  private static final String NAME = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";

  /** Whether Kubernetes would take a text for the name of an object. */
  static boolean isName(String text) {
    return text.matches(NAME);
  }

  /** The one that an object's {@code metadata} names, or that a webhook names. */
  static AppName in(JsonValue names) throws UnmappableException {
    return new AppName(name(names, "namespace"), name(names, "name"));
  }

  /** The one that the context of a page names. */
  static AppName of(Scope scope) throws UnmappableException {
    Map<String, String> context = scope.delivery().context();
    String namespace = context.getOrDefault("app_namespace", "");
    String name = context.getOrDefault("app_name", "");
    if (!isName(namespace) || !isName(name)) {
      throw new UnmappableException("", "the delivery's context names no application");
    }
    return new AppName(namespace, name);
  }

  private static String name(JsonValue names, String field) throws UnmappableException {
    String text = names.requiredText(field);
    if (!isName(text)) {
      throw names.at(field).unexpected("the name of an object");
    }
    return text;
  }

  /** The context of a page about it. */
  Map<String, String> context() {
    return Map.of("app_namespace", namespace, "app_name", name);
  }

  /** Its fact id. */
  long id(Scope scope) {
    return id(scope, "application");
  }

  /** The fact id of something that belongs to it. */
  long id(Scope scope, String what) {
    return FactId.of(scope.config().source(), Sha256.number(this + "\n" + what));
  }

  /**
   * Its page in Argo CD, which is at the same address as the interface.
   *
   * @param address of Argo CD; null or empty where it is not known
   * @return null where the address is none that a page can have
   */
  @Nullable String page(@Nullable String address) {
    return address == null || !ADDRESS.matcher(address).matches()
        ? null
        : address.replaceAll("/+$", "") + "/applications/" + this;
  }

  /** {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
