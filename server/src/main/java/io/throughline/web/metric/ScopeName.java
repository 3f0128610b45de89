package io.throughline.web.metric;

import io.throughline.model.org.Organisation;
import io.throughline.model.org.Service;
import io.throughline.model.org.Team;
import io.throughline.web.Links;
import io.throughline.web.View;

/** Whose work a view is about, in words and as an address. */
record ScopeName(String name, String href) {

  static ScopeName of(Organisation organisation, View view) {
    if (view.service() != null) {
      String name =
          organisation.services().stream()
              .filter(service -> service.id().equals(view.service()))
              .map(Service::name)
              .findFirst()
              .orElse(view.service());
      return new ScopeName(name, "");
    }
    if (view.team() != null) {
      String name =
          organisation.teams().stream()
              .filter(team -> team.id().equals(view.team()))
              .map(Team::name)
              .findFirst()
              .orElse(view.team());
      return new ScopeName(name, "/teams/" + Links.encode(view.team()));
    }
    return new ScopeName(organisation.name(), "/");
  }
}
